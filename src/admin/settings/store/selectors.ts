import type {
	FieldErrors,
	KeyStatus,
	SettingKey,
	Settings,
	SettingsFacts,
	TypeSetting,
} from '../types';
import type { State, TestState } from './types';
import { DEFAULT_TYPE_SETTING } from './values';

export function getFacts( state: State ): SettingsFacts {
	return state.facts;
}

/** A setting as the form shows it: what was typed, else what is saved. */
export function getSetting< Key extends SettingKey >(
	state: State,
	key: Key
): Settings[ Key ] {
	return ( state.edits[ key ] ?? state.saved[ key ] ) as Settings[ Key ];
}

/** What is stored, without what was typed since. */
export function getSaved( state: State ): Settings {
	return state.saved;
}

/** The address as WordPress has it, normalised. */
export function getServerUrl( state: State ): string {
	return state.saved.server_url;
}

export function getTypeSetting( state: State, type: string ): TypeSetting {
	return getSetting( state, 'types' )[ type ] ?? DEFAULT_TYPE_SETTING;
}

export function getEdits( state: State ): Partial< Settings > {
	return state.edits;
}

/** Whether this version reads the setting; a field without effect is not shown. */
export function hasField( state: State, key: string ): boolean {
	return state.facts.fields.includes( key );
}

/** The wp-config.php constant that decides the setting, if one does. */
export function getConstant( state: State, key: string ): string | undefined {
	return state.facts.overridden[ key ];
}

export function getErrors( state: State ): FieldErrors {
	return state.errors;
}

export function getError( state: State, field: string ): string | undefined {
	return state.errors[ field ];
}

export function isDirty( state: State ): boolean {
	return Object.keys( state.edits ).length > 0;
}

export function isSaving( state: State ): boolean {
	return state.isSaving;
}

export function getKeyStatus( state: State ): KeyStatus {
	return state.key;
}

export function isKeyBusy( state: State ): boolean {
	return state.isKeyBusy;
}

export function getTest( state: State ): TestState {
	return state.test;
}

/** Whether the test was made and every step of it works. */
export function hasPassedTest( { test }: State ): boolean {
	return (
		test.status === 'done' &&
		[ ...test.site, ...test.browser ].every( ( { ok } ) => ok )
	);
}

export function isGuided( state: State ): boolean {
	return state.isGuided;
}

/** Whether a server and a key are saved: all that sending needs. */
export function isConfigured( state: State ): boolean {
	return state.saved.server_url !== '' && state.key.isSet;
}
