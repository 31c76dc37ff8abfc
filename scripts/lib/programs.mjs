import { ensurePackages } from './apt.mjs';
import { ensurePhp } from './php.mjs';
import { run } from './processes.mjs';

/**
 * Programs that tests need besides PHP: how to ask each whether it is there, and its Debian packages.
 */
const PROGRAMS = {
	phpcs: { ask: [ 'phpcs', '--version' ], apt: [ 'php-codesniffer' ] },
	phpunit: { ask: [ 'phpunit', '--version' ], apt: [ 'phpunit' ] },
	mariadb: {
		ask: [ 'mariadbd', '--version' ],
		apt: [ 'mariadb-server', 'mariadb-client', 'php-mysql' ],
	},
	'php-fpm': {
		ask: [
			'sh',
			'-c',
			'ls /usr/sbin/php-fpm* && php -m | grep -qx mysqli',
		],
		apt: [ 'php-fpm', 'php-mysql' ],
	},
	nginx: { ask: [ 'nginx', '-v' ], apt: [ 'nginx-light' ] },
	apache: {
		ask: [
			'sh',
			'-c',
			'ls /usr/lib/apache2/modules/libphp*.so && apache2 -v',
		],
		apt: [ 'apache2-bin', 'libapache2-mod-php' ],
	},
	redis: { ask: [ 'redis-server', '--version' ], apt: [ 'redis-server' ] },
	chromium: { ask: [ 'chromium', '--version' ], apt: [ 'chromium' ] },
	// For pictures alone: without it reactions are empty boxes.
	emoji: {
		ask: [ 'sh', '-c', 'fc-list | grep -qi emoji' ],
		apt: [ 'fonts-noto-color-emoji' ],
	},
};

/** Debian keeps servers where an ordinary user's PATH does not look. */
process.env.PATH += ':/usr/local/sbin:/usr/sbin:/sbin';

/**
 * @param {string} name A program.
 * @return {Promise<boolean>} Whether it can be run.
 */
async function isThere( name ) {
	const [ command, ...args ] = PROGRAMS[ name ].ask;
	try {
		const { code } = await run( command, args, { allowFailure: true } );
		return code === 0;
	} catch {
		return false;
	}
}

/**
 * @param {string[]} names Programs.
 * @return {Promise<string[]>} Those that are missing.
 */
async function missingOf( names ) {
	const missing = [];
	for ( const name of names ) {
		if ( ! ( await isThere( name ) ) ) {
			missing.push( name );
		}
	}
	return missing;
}

/**
 * Sees to it that programs are there, installing what is missing in one go.
 *
 * @param {string[]} needs Their names, `php` among them.
 */
export async function ensurePrograms( needs ) {
	if ( needs.includes( 'php' ) ) {
		await ensurePhp();
	}
	const missing = await missingOf(
		needs.filter( ( name ) => name !== 'php' )
	);
	const apt = missing.flatMap( ( name ) => PROGRAMS[ name ].apt );
	await ensurePackages(
		'Programs for the tests',
		async () => ( await missingOf( missing ) ).length === 0,
		[ ...new Set( apt ) ],
		`These programs are missing: ${ missing.join( ', ' ) }.
On Debian or Ubuntu: sudo apt-get install ${ apt.join( ' ' ) }
The tests of everything else run with: npm test -- --only=…`
	);
}
