import { lost, refused } from './machine-losses';
import { enter, same } from './machine-moves';
import type { Command, MachineState, Moment, Signal } from './machine-types';

/** @since 0.1.0 */
export const INITIAL_STATE: MachineState = {
	phase: 'idle',
	reason: 'not_started',
	code: null,
	since: 0,
	attempt: 0,
	retryAt: null,
	latencyMs: null,
	push: 'closed',
	polls: false,
	liveBy: 'subscribed',
};

/**
 * The whole behaviour of a connection in one pure function: what a state
 * becomes by a signal, and what is to be done for it.
 *
 * @since 0.1.0
 */
export function step(
	state: MachineState,
	signal: Signal,
	moment: Moment
): [ MachineState, Command[] ] {
	switch ( signal.type ) {
		case 'start':
			return state.phase === 'idle'
				? open( enter( state, moment, 'connecting', 'starting' ) )
				: same( state );
		case 'stop':
			return shut( enter( state, moment, 'idle', 'stopped' ) );
		case 'denied':
			return shut(
				enter( state, moment, 'denied', signal.reason, signal.code )
			);
		case 'offline':
			return isListening( state )
				? shut( enter( state, moment, 'offline', 'browser_offline' ) )
				: same( state );
		case 'online':
			return state.phase === 'offline'
				? open( enter( state, moment, 'connecting', 'starting' ) )
				: same( state );
		case 'retry':
			return retry( state, moment );
		case 'subscribed':
			return subscribed( state, signal.latencyMs, moment );
		case 'relayed':
			return relayed( state, signal, moment );
		case 'measured':
			return [ { ...state, latencyMs: signal.latencyMs }, [] ];
		case 'hubless':
			return isListening( state )
				? withoutHub( state, moment )
				: same( state );
		case 'moved':
			return isListening( state )
				? moved( state, moment )
				: same( state );
		case 'lost':
			return lost( state, signal, moment );
		case 'cut':
			return state.push === 'opening'
				? [
						enter(
							state,
							moment,
							state.phase,
							'too_slow',
							signal.code
						),
						[],
					]
				: same( state );
		case 'refused':
			return refused( state, signal.code, moment );
		case 'poll_answered':
			return pollAnswered( state, moment );
		case 'poll_failed':
			return state.polls &&
				( state.phase === 'polling' || state.phase === 'live' )
				? [
						enter(
							state,
							moment,
							'reconnecting',
							'site_unreachable',
							signal.code
						),
						[],
					]
				: same( state );
	}
}

function isListening( { phase }: MachineState ): boolean {
	return phase !== 'idle' && phase !== 'denied' && phase !== 'offline';
}

function open( state: MachineState ): [ MachineState, Command[] ] {
	return [
		{ ...state, push: 'opening', retryAt: null },
		[ { do: 'stop_waiting' }, { do: 'open' } ],
	];
}

function shut( state: MachineState ): [ MachineState, Command[] ] {
	return [
		{
			...state,
			push: 'closed',
			polls: false,
			attempt: 0,
			retryAt: null,
			latencyMs: null,
		},
		[ { do: 'stop_waiting' }, { do: 'close' }, { do: 'stop_polling' } ],
	];
}

function retry(
	state: MachineState,
	moment: Moment
): [ MachineState, Command[] ] {
	if ( state.phase === 'denied' ) {
		return open( enter( state, moment, 'connecting', 'starting' ) );
	}
	return state.push === 'waiting' || state.push === 'none'
		? open( state )
		: same( state );
}

function subscribed(
	state: MachineState,
	latencyMs: number,
	moment: Moment
): [ MachineState, Command[] ] {
	if ( state.push !== 'opening' && state.push !== 'open' ) {
		return same( state );
	}
	return [
		{
			...enter( state, moment, 'live', 'subscribed' ),
			push: 'open',
			polls: false,
			liveBy: 'subscribed',
			retryAt: null,
			latencyMs,
		},
		state.polls ? [ { do: 'stop_polling' } ] : [],
	];
}

function relayed(
	state: MachineState,
	{ by, polls }: Extract< Signal, { type: 'relayed' } >,
	moment: Moment
): [ MachineState, Command[] ] {
	if ( state.push !== 'opening' ) {
		return same( state );
	}
	const commands: Command[] = [];
	if ( polls && ! state.polls ) {
		commands.push( { do: 'poll' } );
	} else if ( ! polls && state.polls ) {
		commands.push( { do: 'poll_once_more' } );
	}
	return [
		{
			...enter( state, moment, 'live', by ),
			push: 'open',
			polls,
			liveBy: by,
			retryAt: null,
			latencyMs: null,
		},
		commands,
	];
}

function withoutHub(
	state: MachineState,
	moment: Moment
): [ MachineState, Command[] ] {
	return [
		{
			...enter( state, moment, 'polling', 'no_hub' ),
			push: 'none',
			polls: true,
			retryAt: null,
			latencyMs: null,
		},
		state.polls ? [] : [ { do: 'poll' } ],
	];
}

/** Who polls goes on until the new server has him. */
function moved(
	state: MachineState,
	moment: Moment
): [ MachineState, Command[] ] {
	const [ next, commands ] = open(
		state.phase === 'live'
			? enter( state, moment, 'reconnecting', 'starting' )
			: state
	);
	return [ { ...next, latencyMs: null }, [ { do: 'close' }, ...commands ] ];
}

function pollAnswered(
	state: MachineState,
	moment: Moment
): [ MachineState, Command[] ] {
	if ( ! state.polls || state.reason !== 'site_unreachable' ) {
		return same( state );
	}
	if ( state.push === 'open' ) {
		return [ enter( state, moment, 'live', state.liveBy ), [] ];
	}
	return [
		enter(
			state,
			moment,
			'polling',
			state.push === 'none' ? 'no_hub' : 'hub_unreachable'
		),
		[],
	];
}
