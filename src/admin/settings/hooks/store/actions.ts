import { request } from '@realtime-events/client';
import { __ } from '@wordpress/i18n';
import type { HookMapping, Recording } from '../types';
import type { Action, SaveResult } from './types';

const HOOKS = '/hooks';
const RECORDING = '/hooks/recording';

type Method = 'GET' | 'POST' | 'DELETE';

interface HooksAnswer {
	readonly hooks: readonly HookMapping[];
	readonly built_in: readonly string[];
}

interface ThunkArgs {
	readonly dispatch: ( action: Action ) => void;
	readonly select: {
		getMappings: () => readonly HookMapping[] | null;
		isBuiltIn: ( mapping: HookMapping ) => boolean;
	};
}

/** Reads which actions are named, and what was recorded last. */
export function load() {
	return async ( { dispatch }: ThunkArgs ): Promise< void > => {
		try {
			const [ hooks, recording ] = await Promise.all( [
				request< HooksAnswer >( HOOKS ),
				recordingBy( 'GET' ),
			] );
			dispatch( received( hooks.body ) );
			// Now, and not as it was while the actions were still being read.
			dispatch( recording() );
		} catch ( error ) {
			dispatch( { type: 'FAIL', message: reasonOf( error ) } );
		}
	};
}

/** Records what this user does next. */
export const startRecording = () => askRecording( 'POST' );

export const stopRecording = () => askRecording( 'DELETE' );

/** Looks what has been recorded so far. */
export const refreshRecording = () => askRecording( 'GET' );

let asked = 0;
let newest: { readonly turn: number; readonly action: Action } | null = null;

/** Asks about the recording. Answers with what is known of it by then: one that was overtaken by another to a later question is old. */
async function recordingBy( method: Method ): Promise< () => Action > {
	const turn = ++asked;
	const { body } = await request< Recording >( RECORDING, { method } );
	const action: Action = { type: 'RECEIVE_RECORDING', recording: body };
	if ( newest === null || newest.turn < turn ) {
		newest = { turn, action };
	}
	return () => newest?.action ?? action;
}

function askRecording( method: Method ) {
	return async ( { dispatch }: ThunkArgs ): Promise< void > => {
		try {
			dispatch( ( await recordingBy( method ) )() );
		} catch ( error ) {
			dispatch( { type: 'FAIL', message: reasonOf( error ) } );
		}
	};
}

/**
 * Names an action, or writes a named one anew.
 *
 * @param mapping - What it becomes.
 * @param former  - The one in whose place it comes, if any.
 */
export function saveMapping( mapping: HookMapping, former?: HookMapping ) {
	return ( args: ThunkArgs ): Promise< SaveResult > => {
		const own = ownMappings( args );
		return put(
			args,
			former
				? own.map( ( one ) => ( one === former ? mapping : one ) )
				: [ ...own, mapping ]
		);
	};
}

/** From now on the action is no event any more; what it was stays in the feed. */
export function deleteMapping( mapping: HookMapping ) {
	return ( args: ThunkArgs ): Promise< SaveResult > =>
		put(
			args,
			ownMappings( args ).filter( ( one ) => one !== mapping )
		);
}

const ownMappings = ( { select }: ThunkArgs ): HookMapping[] =>
	( select.getMappings() ?? [] ).filter(
		( mapping ) => ! select.isBuiltIn( mapping )
	);

async function put(
	{ dispatch }: ThunkArgs,
	hooks: readonly HookMapping[]
): Promise< SaveResult > {
	try {
		const { body } = await request< HooksAnswer >( HOOKS, {
			method: 'PUT',
			data: { hooks },
		} );
		dispatch( received( body ) );
		return null;
	} catch ( error ) {
		return reasonOf( error );
	}
}

const received = ( { hooks, built_in: builtIn }: HooksAnswer ): Action => ( {
	type: 'RECEIVE_MAPPINGS',
	mappings: hooks,
	builtIn,
} );

const reasonOf = ( error: unknown ): string =>
	( error instanceof Error && error.message ) ||
	__(
		'Your site did not answer as expected. Try again in a moment.',
		'realtime-events'
	);
