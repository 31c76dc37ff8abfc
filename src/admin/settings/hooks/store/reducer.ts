import type { Action, State } from './types';

const DEFAULT_STATE: State = {
	mappings: null,
	builtIn: [],
	recording: { recording: false, until: null, hooks: [] },
	failure: '',
};

export function reducer(
	state: State = DEFAULT_STATE,
	action: Action = { type: '@@UNKNOWN_ACTION' }
): State {
	switch ( action.type ) {
		case 'RECEIVE_MAPPINGS':
			return {
				...state,
				mappings: action.mappings,
				builtIn: action.builtIn,
				failure: '',
			};
		case 'RECEIVE_RECORDING':
			return { ...state, recording: action.recording, failure: '' };
		case 'FAIL':
			return { ...state, failure: action.message };
		default:
			return state;
	}
}
