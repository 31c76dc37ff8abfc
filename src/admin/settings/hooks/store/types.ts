import type { HookMapping, Recording } from '../types';

/** @since 0.1.0 */
export interface State {
	/** Null until they are read. */
	readonly mappings: readonly HookMapping[] | null;
	/** Names of the actions that are there without being named. */
	readonly builtIn: readonly string[];
	readonly recording: Recording;
	/** Why the list or the recording could not be read. */
	readonly failure: string;
}

/** @since 0.1.0 */
export type Action =
	| {
			type: 'RECEIVE_MAPPINGS';
			mappings: readonly HookMapping[];
			builtIn: readonly string[];
	  }
	| { type: 'RECEIVE_RECORDING'; recording: Recording }
	| { type: 'FAIL'; message: string }
	| { type: '@@UNKNOWN_ACTION' };

/** What came of saving: why not, or nothing. */
export type SaveResult = string | null;
