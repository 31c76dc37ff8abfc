import apiFetch from '@wordpress/api-fetch';
import type {
	FieldErrors,
	ProfileOptions,
	SettingKey,
	Settings,
	SettingsFacts,
	TypeSetting,
} from '../types';
import { serverUrlError, validate } from '../validate';
import { readApiError } from './api-errors';
import { OPTION_NAME, SETTINGS_PATH } from './constants';
import type { Action, SaveResult } from './types';
import { changesToSend } from './values';

interface ThunkArgs {
	readonly dispatch: ( action: Action ) => void;
	readonly select: {
		getEdits: () => Partial< Settings >;
		getSaved: () => Settings;
		getSetting: < Key extends SettingKey >( key: Key ) => Settings[ Key ];
		getTypeSetting: ( type: string ) => TypeSetting;
	};
}

/** @param facts - What PHP printed into the page. */
export function receiveFacts( facts: SettingsFacts ): Action {
	return { type: 'RECEIVE_FACTS', facts };
}

export function edit( edits: Partial< Settings > ): Action {
	return { type: 'EDIT', edits };
}

/**
 * Changes one or more types of event, leaving the others as they are.
 *
 * @param types  - Types to change.
 * @param change - What to change of each.
 */
export function editTypes(
	types: readonly string[],
	change: Partial< TypeSetting >
) {
	return ( { dispatch, select }: ThunkArgs ): void => {
		const changed = types.map( ( type ) => [
			type,
			{ ...select.getTypeSetting( type ), ...change },
		] );
		dispatch(
			edit( {
				types: {
					...select.getSetting( 'types' ),
					...Object.fromEntries( changed ),
				},
			} )
		);
	};
}

/**
 * Changes one option of the kind of server, leaving the others as they are.
 *
 * @param change - What to change.
 */
export function editProfileOptions( change: Partial< ProfileOptions > ) {
	return ( { dispatch, select }: ThunkArgs ): void =>
		dispatch(
			edit( {
				profile_options: {
					...select.getSetting( 'profile_options' ),
					...change,
				},
			} )
		);
}

export function discard(): Action {
	return { type: 'DISCARD' };
}

/** Looks at the address when the field is left, and not at each letter typed. */
export function checkServerUrl() {
	return ( { dispatch, select }: ThunkArgs ): void => {
		dispatch( {
			type: 'SET_FIELD_ERROR',
			field: 'server_url',
			message: serverUrlError( select.getEdits().server_url ),
		} );
	};
}

/** Saves what was edited. Where a field is refused nothing is stored and all that was typed stays. */
export function save() {
	return async ( { dispatch, select }: ThunkArgs ): Promise< SaveResult > => {
		const sent = select.getEdits();
		const found = validate( sent );
		if ( Object.keys( found ).length > 0 ) {
			return refuse( dispatch, found, Object.values( found )[ 0 ] ?? '' );
		}
		dispatch( { type: 'SAVE_START' } );
		try {
			const answer = await apiFetch< {
				[ OPTION_NAME ]: Partial< Settings > | null;
			} >( {
				path: SETTINGS_PATH,
				method: 'POST',
				data: {
					[ OPTION_NAME ]: changesToSend( sent, select.getSaved() ),
				},
			} );
			dispatch( {
				type: 'SAVE_FINISH',
				sent,
				saved: answer[ OPTION_NAME ] ?? {},
			} );
			return { ok: true };
		} catch ( error ) {
			const { message, fields } = readApiError( error );
			return refuse( dispatch, fields, message );
		}
	};
}

function refuse(
	dispatch: ThunkArgs[ 'dispatch' ],
	errors: FieldErrors,
	message: string
): SaveResult {
	dispatch( { type: 'SAVE_FAIL', errors } );
	return { ok: false, fields: Object.keys( errors ), message };
}

/** @param guided - Whether Connection shows the steps of the first set-up. */
export function guide( guided: boolean ): Action {
	return { type: 'GUIDE', isGuided: guided };
}
