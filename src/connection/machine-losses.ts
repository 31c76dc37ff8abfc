import { backoffMs } from './backoff';
import { enter, same } from './machine-moves';
import type { Command, MachineState, Moment } from './machine-types';
import type { Closed } from './types';

/** A hub that drops us sooner than this has not really taken us. */
const STABLE_AFTER_MS = 10_000;

/** The first attempt after a drop is near; from the next one on nobody should have to wait for it. */
const POLL_FROM_ATTEMPT = 2;

/** Nor where the hub itself has asked for a longer pause. */
const POLL_FROM_PAUSE_MS = 3_000;

/** A refusal may be mended at the hub: worth asking again, rarely. */
const REFUSED_PAUSE_MS = 5 * 60_000;

/**
 * What an attempt that failed, or a connection that broke, leads to: how long
 * to wait, and whether the ledger is asked meanwhile.
 *
 * @since 0.1.0
 */
export function lost(
	state: MachineState,
	closed: Closed,
	moment: Moment
): [ MachineState, Command[] ] {
	if ( state.push !== 'opening' && state.push !== 'open' ) {
		return same( state );
	}
	const wasStable =
		state.phase === 'live' && moment.now - state.since >= STABLE_AFTER_MS;
	const attempt = wasStable ? 1 : state.attempt + 1;
	const ms = Math.max( closed.afterMs, backoffMs( attempt, moment.random ) );
	const neverWasLive = state.phase === 'connecting';
	const polls =
		state.polls ||
		neverWasLive ||
		attempt >= POLL_FROM_ATTEMPT ||
		ms >= POLL_FROM_PAUSE_MS;
	// A site that does not answer either is the worse news, and stays until it does.
	const siteIsAway = state.reason === 'site_unreachable';
	const next = siteIsAway
		? state
		: enter(
				state,
				moment,
				polls ? 'polling' : 'reconnecting',
				closed.reason,
				closed.code
			);
	return [
		{
			...next,
			push: 'waiting',
			polls,
			attempt,
			retryAt: moment.now + ms,
			latencyMs: null,
		},
		[
			{ do: 'close' },
			...( polls && ! state.polls ? [ { do: 'poll' } as const ] : [] ),
			{ do: 'wait', ms },
		],
	];
}

/** @since 0.1.0 */
export function refused(
	state: MachineState,
	code: string | null,
	moment: Moment
): [ MachineState, Command[] ] {
	return lost(
		state,
		{ reason: 'hub_refused', code, afterMs: REFUSED_PAUSE_MS },
		moment
	);
}
