import { config, join, setState, store } from '@realtime-events/client';
import { useSelect } from '@wordpress/data';
import { useEffect } from '@wordpress/element';

/**
 * Tells the others that this post is being edited: a form of old takes
 * WordPress's lock as soon as it is opened, and so does this.
 *
 * @since 0.1.0
 *
 * @param channel Where they meet; empty for nowhere.
 */
export function useFormPresence( channel: string ): void {
	useEffect(
		() => ( channel === '' ? undefined : join( channel ) ),
		[ channel ]
	);
	// Before the hub has let one in there is nobody to tell, and after a break it has to be told again.
	const isHere = useSelect(
		( select ) =>
			select( store )
				.getPresence( channel )
				.members?.some(
					( { id } ) => id === String( config.user.id )
				) ?? false,
		[ channel ]
	);
	useEffect( () => {
		if ( channel !== '' && isHere ) {
			setState( channel, { editing: true } );
		}
	}, [ channel, isHere ] );
}
