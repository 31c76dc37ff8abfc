import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { PlainError } from './plain-error.mjs';
import { run } from './processes.mjs';
import { step } from './progress.mjs';

const POLICY_FILE = '/usr/sbin/policy-rc.d';
const LOCK_TIMEOUT_S = 300;
const ENV = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
const OPTIONS = [
	'-y',
	'-q',
	'-o',
	'Dpkg::Use-Pty=0',
	'-o',
	`DPkg::Lock::Timeout=${ LOCK_TIMEOUT_S }`,
];

/** Whether packages can be installed here without asking anyone. */
export function canInstall() {
	return existsSync( '/usr/bin/apt-get' ) && process.getuid?.() === 0;
}

/**
 * Debian starts a service as it installs it. We want the programs alone: while
 * this file says no, nothing is started. One that is already there is left.
 *
 * @template T
 * @param {() => Promise<T>} work The installation.
 */
async function withoutStartingServices( work ) {
	const ours = ! existsSync( POLICY_FILE );
	if ( ours ) {
		writeFileSync( POLICY_FILE, '#!/bin/sh\nexit 101\n', { mode: 0o755 } );
	}
	try {
		return await work();
	} finally {
		if ( ours ) {
			rmSync( POLICY_FILE, { force: true } );
		}
	}
}

/**
 * Installs packages with apt.
 *
 * @param {string[]} packages Their names.
 * @param {string}   what     What they are for, in a few words.
 */
export async function aptInstall( packages, what ) {
	await step(
		`Install ${ what } (${ packages.join( ' ' ) })`,
		async ( update ) => {
			const onOutput = ( text ) =>
				update( text.trim().split( '\n' ).pop().slice( 0, 60 ) );
			await run( 'apt-get', [ 'update', ...OPTIONS ], {
				env: ENV,
				onOutput,
				// One dead mirror among several must not stop us: what counts is whether the packages install.
				allowFailure: true,
			} );
			await withoutStartingServices( () =>
				run(
					'apt-get',
					[
						'install',
						...OPTIONS,
						'--no-install-recommends',
						...packages,
					],
					{ env: ENV, onOutput }
				)
			);
		}
	);
}

/**
 * Sees to it that programs are there, installing them where that is possible.
 *
 * @param {string}                 what    What they are for.
 * @param {() => Promise<boolean>} isThere Whether all of them are.
 * @param {string[]}               apt     Their packages on Debian.
 * @param {string}                 help    What to tell people elsewhere.
 */
export async function ensurePackages( what, isThere, apt, help ) {
	if ( await isThere() ) {
		return;
	}
	if ( ! canInstall() ) {
		throw new PlainError( help );
	}
	await aptInstall( apt, what );
	if ( ! ( await isThere() ) ) {
		throw new PlainError(
			`${ what } cannot be used, even after installing: ${ apt.join(
				' '
			) }.\n${ help }`
		);
	}
}
