import apiFetch from '@wordpress/api-fetch';
import type { KeyStatus, TestResult } from '../types';
import { readApiError } from './api-errors';
import { KEY_PATH, TEST_PATH } from './constants';
import type { Action, KeyResult } from './types';

interface ThunkArgs {
	readonly dispatch: ( action: Action ) => void;
}

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

/** Tries the way to the server with what is saved. */
export function testConnection() {
	return async ( { dispatch }: ThunkArgs ): Promise< void > => {
		dispatch( { type: 'TEST', test: { status: 'running' } } );
		try {
			const result = await apiFetch< TestResult >( {
				path: TEST_PATH,
				method: 'POST',
			} );
			dispatch( { type: 'TEST', test: { status: 'done', result } } );
		} catch ( error ) {
			const { message } = readApiError( error );
			dispatch( { type: 'TEST', test: { status: 'failed', message } } );
		}
	};
}
