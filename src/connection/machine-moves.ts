import type { Command, MachineState, Moment } from './machine-types';
import type { Phase, Reason } from './types';

/**
 * What the state machine's answers to signals are made of.
 *
 * @since 0.1.0
 */
export const same = ( state: MachineState ): [ MachineState, Command[] ] => [
	state,
	[],
];

/** @since 0.1.0 */
export function enter(
	state: MachineState,
	{ now }: Moment,
	phase: Phase,
	reason: Reason,
	code: string | null = null
): MachineState {
	return {
		...state,
		phase,
		reason,
		code,
		since: state.phase === phase ? state.since : now,
	};
}
