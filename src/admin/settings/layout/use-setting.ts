import { useDispatch, useSelect } from '@wordpress/data';
import { store } from '../store';
import type { SettingKey, Settings } from '../types';

interface Field< Value > {
	/** Id of the input or of what is around it. */
	readonly id: string;
	readonly value: Value;
	readonly onChange: ( value: Value ) => void;
	readonly error: string | undefined;
	/** The wp-config.php constant that decides it; the field is read-only then. */
	readonly constant: string | undefined;
}

const INPUTS = 'input, select, textarea';

/** Puts the cursor into a field, or on its first choice. */
export function focusField( path: string ): void {
	const element = document.getElementById( fieldId( path ) );
	const input = element?.matches( INPUTS )
		? element
		: element?.querySelector< HTMLElement >( INPUTS );
	input?.focus();
}

/** Ids hold no dots, which would read as a class in a selector. */
export function fieldId( path: string ): string {
	return `realtime-events-field-${ path.replaceAll( '.', '-' ) }`;
}

/**
 * All that a field needs of its setting.
 *
 * @since 0.1.0
 */
export function useSetting< Key extends SettingKey >(
	key: Key
): Field< Settings[ Key ] > {
	const { value, error, constant } = useSelect(
		( select ) => {
			const selectors = select( store );
			return {
				value: selectors.getSetting( key ) as Settings[ Key ],
				error: selectors.getError( key ),
				constant: selectors.getConstant( key ),
			};
		},
		[ key ]
	);
	const { edit } = useDispatch( store );
	return {
		id: fieldId( key ),
		value,
		onChange: ( next ) => void edit( { [ key ]: next } ),
		error,
		constant,
	};
}
