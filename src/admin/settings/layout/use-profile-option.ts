import { useDispatch, useSelect } from '@wordpress/data';
import { store } from '../store';
import type { ProfileOptions } from '../types';
import { fieldId, useSetting } from './use-setting';

/**
 * All that a field needs of an option of the kind of server.
 *
 * @since 0.1.0
 */
export function useProfileOption< Name extends keyof ProfileOptions >(
	name: Name
) {
	const path = `profile_options.${ name }`;
	const { value, constant } = useSetting( 'profile_options' );
	const error = useSelect(
		( select ) => select( store ).getError( path ),
		[ path ]
	);
	const { editProfileOptions } = useDispatch( store );
	return {
		id: fieldId( path ),
		value: value[ name ],
		onChange: ( next: ProfileOptions[ Name ] ) =>
			void editProfileOptions( { [ name ]: next } ),
		error,
		constant,
	};
}
