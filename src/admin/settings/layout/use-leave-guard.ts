import { useEffect } from '@wordpress/element';

/**
 * Has the browser ask before the page is left.
 *
 * @param isOn - Whether something would be lost.
 *
 * @since 0.1.0
 */
export function useLeaveGuard( isOn: boolean ): void {
	useEffect( () => {
		if ( ! isOn ) {
			return undefined;
		}
		const ask = ( event: BeforeUnloadEvent ) => event.preventDefault();
		window.addEventListener( 'beforeunload', ask );
		return () => window.removeEventListener( 'beforeunload', ask );
	}, [ isOn ] );
}
