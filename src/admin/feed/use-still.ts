import { useEffect } from '@wordpress/element';

const STILL_CLASS = 'realtime-events-is-still';
/** As long as players of videos leave their controls. */
const STILL_AFTER_MS = 3_000;
/** What says that somebody is there, and wants something. */
const SIGNS = [ 'pointermove', 'pointerdown', 'keydown', 'focusin' ] as const;

/**
 * Tells the style whether nobody does anything: then it may take away what is
 * only there to be used.
 *
 * @since 0.1.0
 *
 * @param isOn Whether that matters now.
 */
export function useStill( isOn: boolean ): void {
	useEffect( () => {
		if ( ! isOn ) {
			return;
		}
		const { classList } = document.documentElement;
		const rest = () => classList.add( STILL_CLASS );
		let timer = 0;
		const stir = () => {
			window.clearTimeout( timer );
			classList.remove( STILL_CLASS );
			timer = window.setTimeout( rest, STILL_AFTER_MS );
		};
		stir();
		SIGNS.forEach( ( sign ) => document.addEventListener( sign, stir ) );
		return () => {
			window.clearTimeout( timer );
			classList.remove( STILL_CLASS );
			SIGNS.forEach( ( sign ) =>
				document.removeEventListener( sign, stir )
			);
		};
	}, [ isOn ] );
}
