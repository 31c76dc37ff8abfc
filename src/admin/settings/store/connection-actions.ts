import apiFetch from '@wordpress/api-fetch';
import { runBrowserChecks } from '../doctor/browser-checks';
import { pageEnvironment } from '../doctor/page-environment';
import type { KeyStatus, TestResult } from '../types';
import { readApiError } from './api-errors';
import { KEY_PATH, TEST_PATH } from './constants';
import type { Action, KeyResult } from './types';

interface ThunkArgs {
	readonly dispatch: ( action: Action ) => void;
	readonly select: {
		getServerUrl: () => string;
		getSetting: ( key: 'profile' ) => string;
	};
}

const HUB_PROFILE = 'hub';

type KeyRequest =
	| { action: 'generate' }
	| { action: 'set'; key: string }
	| { action: 'rotate'; overlap: number };

/** Makes a new key. It is in the answer this once and nowhere else. */
export function generateKey() {
	return changeKey( { action: 'generate' } );
}

/** @param key - A key that was made elsewhere. */
export function setKey( key: string ) {
	return changeKey( { action: 'set', key } );
}

/** @param overlap - Seconds during which the previous key works too. */
export function rotateKey( overlap: number ) {
	return changeKey( { action: 'rotate', overlap } );
}

/** Takes the key away: nothing is sent and nobody is let in until there is a new one. */
export function removeKey() {
	return changeKey( null );
}

function changeKey( request: KeyRequest | null ) {
	return async ( { dispatch }: ThunkArgs ): Promise< KeyResult > => {
		dispatch( { type: 'KEY_START' } );
		try {
			const { key, status } = await apiFetch< {
				key?: string;
				status: KeyStatus;
			} >( {
				path: KEY_PATH,
				method: request ? 'POST' : 'DELETE',
				...( request && { data: request } ),
			} );
			dispatch( { type: 'KEY_FINISH', key: status } );
			return { ok: true, ...( key && { key } ) };
		} catch ( error ) {
			dispatch( { type: 'KEY_FINISH' } );
			return { ok: false, message: readApiError( error ).message };
		}
	};
}

/**
 * Tries the way to the server with what is saved: from the site first, and for the hub from this browser too.
 *
 * @param openPage - The page to try it from, for as long as it takes.
 */
export function testConnection( openPage = pageEnvironment ) {
	return async ( { dispatch, select }: ThunkArgs ): Promise< void > => {
		dispatch( {
			type: 'TEST',
			test: { status: 'running', site: [], browser: [], message: '' },
		} );
		const serverUrl = select.getServerUrl();
		const isHub = select.getSetting( 'profile' ) === HUB_PROFILE;
		const page = isHub ? openPage( serverUrl ) : null;
		try {
			// What is sent before would not come back to this page.
			await page?.ready;
			const { ok, steps } = await apiFetch< TestResult >( {
				path: TEST_PATH,
				method: 'POST',
			} );
			dispatch( { type: 'TEST', test: { site: steps } } );
			if ( page && ok ) {
				await runBrowserChecks( page, serverUrl, true, ( step ) =>
					dispatch( { type: 'TEST_BROWSER_STEP', step } )
				);
			}
			dispatch( { type: 'TEST', test: { status: 'done' } } );
		} catch ( error ) {
			const { message } = readApiError( error );
			dispatch( { type: 'TEST', test: { status: 'failed', message } } );
		} finally {
			page?.stop();
		}
	};
}
