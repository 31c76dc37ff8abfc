import type { CloudEvent } from '../protocol';
import { eventOfAction, UNTOUCHED } from './triage';
import { afterAction } from './triage-after';
import type { Triage } from './triage';
import type { Action } from './types';

/** By id of the event; where nothing is known there is nothing. */
export type TriageStates = Readonly< Record< string, Triage > >;

/**
 * How events stand with the team, as far as it was read or happened meanwhile.
 *
 * @since 0.1.0
 */
export function triage(
	state: TriageStates = {},
	action: Action = { type: '@@UNKNOWN_ACTION' }
): TriageStates {
	switch ( action.type ) {
		case 'TRIAGE_READ':
			return read( state, action.states );
		case 'ACTED':
			return acted( state, action.events );
		default:
			return state;
	}
}

/** What was done while the answer was on its way is not undone by it. */
function read( known: TriageStates, states: TriageStates ): TriageStates {
	const later = Object.entries( states ).filter(
		( [ id, { latest } ] ) => latest >= ( known[ id ]?.latest ?? '' )
	);
	return later.length > 0
		? { ...known, ...Object.fromEntries( later ) }
		: known;
}

function acted(
	known: TriageStates,
	events: readonly CloudEvent[]
): TriageStates {
	let states = known;
	for ( const event of events ) {
		const id = eventOfAction( event );
		if ( id !== null ) {
			states = {
				...states,
				[ id ]: afterAction( states[ id ] ?? UNTOUCHED, event ),
			};
		}
	}
	return states;
}
