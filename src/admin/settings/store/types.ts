import type {
	FieldErrors,
	KeyStatus,
	Settings,
	SettingsFacts,
	TestStep,
} from '../types';

/** @since 0.1.0 */
export interface State {
	readonly facts: SettingsFacts;
	/** As WordPress has them. */
	readonly saved: Settings;
	/** What was typed and not saved yet; never a value equal to the saved one. */
	readonly edits: Partial< Settings >;
	readonly errors: FieldErrors;
	readonly isSaving: boolean;
	readonly key: KeyStatus;
	readonly isKeyBusy: boolean;
	readonly test: TestState;
	/** The first set-up is under way: Connection shows its steps and not its summary. */
	readonly isGuided: boolean;
}

/** @since 0.1.0 */
export interface TestState {
	readonly status: 'idle' | 'running' | 'done' | 'failed';
	/** Tried from the site's server. */
	readonly site: readonly TestStep[];
	/** Tried from this browser; only for the hub. */
	readonly browser: readonly TestStep[];
	/** Why the test itself could not be made. */
	readonly message: string;
}

/** @since 0.1.0 */
export type Action =
	| { type: 'RECEIVE_FACTS'; facts: SettingsFacts }
	| { type: 'EDIT'; edits: Partial< Settings > }
	| { type: 'DISCARD' }
	| { type: 'SET_FIELD_ERROR'; field: string; message: string | null }
	| { type: 'SAVE_START' }
	| {
			type: 'SAVE_FINISH';
			sent: Partial< Settings >;
			saved: Partial< Settings >;
	  }
	| { type: 'SAVE_FAIL'; errors: FieldErrors }
	| { type: 'KEY_START' }
	| { type: 'KEY_FINISH'; key?: KeyStatus }
	| { type: 'TEST'; test: Partial< TestState > }
	| { type: 'TEST_BROWSER_STEP'; step: TestStep }
	| { type: 'GUIDE'; isGuided: boolean }
	| { type: '@@UNKNOWN_ACTION' };

/** @since 0.1.0 */
export type SaveResult =
	| { readonly ok: true }
	| {
			readonly ok: false;
			/** The fields that were refused, in the order of the form; none when the save itself failed. */
			readonly fields: readonly string[];
			readonly message: string;
	  };

/** @since 0.1.0 */
export type KeyResult =
	| {
			readonly ok: true;
			/** The new key, this once; absent after `set` and `remove`. */
			readonly key?: string;
	  }
	| { readonly ok: false; readonly message: string };
