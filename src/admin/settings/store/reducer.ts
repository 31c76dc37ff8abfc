import type { SettingsFacts } from '../types';
import { DEFAULT_STATE, NO_FACTS, NO_SETTINGS, NO_TEST } from './defaults';
import type { Action, State } from './types';
import { mergeSettings, withoutFields, withoutUnchanged } from './values';

export function reducer(
	state: State = DEFAULT_STATE,
	action: Action = { type: '@@UNKNOWN_ACTION' }
): State {
	switch ( action.type ) {
		case 'RECEIVE_FACTS':
			return receiveFacts( state, { ...NO_FACTS, ...action.facts } );
		case 'EDIT':
			return {
				...state,
				edits: withoutUnchanged(
					{ ...state.edits, ...action.edits },
					state.saved
				),
				// An error speaks of what was typed before: it goes with the first letter changed.
				errors: withoutFields(
					state.errors,
					Object.keys( action.edits )
				),
			};
		case 'DISCARD':
			return { ...state, edits: {}, errors: {} };
		case 'SET_FIELD_ERROR': {
			const errors = withoutFields( state.errors, [ action.field ] );
			return {
				...state,
				errors:
					action.message === null
						? errors
						: { ...errors, [ action.field ]: action.message },
			};
		}
		case 'SAVE_START':
			return { ...state, isSaving: true, errors: {} };
		case 'SAVE_FINISH': {
			const saved = mergeSettings(
				state.saved,
				action.saved,
				state.facts.overridden
			);
			return {
				...state,
				isSaving: false,
				saved,
				// What was typed while the save was on its way stays an edit; what
				// was sent does not, even where the server wrote it differently.
				edits: withoutUnchanged(
					withoutUnchanged( state.edits, action.sent ),
					saved
				),
				test: NO_TEST,
			};
		}
		case 'SAVE_FAIL':
			return { ...state, isSaving: false, errors: action.errors };
		case 'KEY_START':
			return { ...state, isKeyBusy: true };
		case 'KEY_FINISH':
			return action.key
				? {
						...state,
						isKeyBusy: false,
						key: action.key,
						test: NO_TEST,
					}
				: { ...state, isKeyBusy: false };
		case 'TEST':
			return { ...state, test: { ...state.test, ...action.test } };
		case 'TEST_BROWSER_STEP':
			return {
				...state,
				test: {
					...state.test,
					browser: [ ...state.test.browser, action.step ],
				},
			};
		case 'GUIDE':
			return { ...state, isGuided: action.isGuided };
		default:
			return state;
	}
}

function receiveFacts( state: State, facts: SettingsFacts ): State {
	const saved = mergeSettings(
		{ ...NO_SETTINGS, ...facts.defaults },
		facts.values,
		{}
	);
	return {
		...state,
		facts,
		saved,
		key: facts.key,
		isGuided: saved.server_url === '' || ! facts.key.isSet,
	};
}
