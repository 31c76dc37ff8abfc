import { request } from '@realtime-events/client';
import { useEffect, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { Figures } from './figure-words';

const LOOK_EVERY_MS = 10_000;

interface Answer {
	readonly figures: Figures | null;
	/** Why there are none. */
	readonly message: string;
}

/**
 * The hub's own figures. A page that nobody looks at asks for none.
 *
 * @since 0.1.0
 */
export function useHubFigures(): Answer {
	const [ answer, setAnswer ] = useState< Answer >( {
		figures: null,
		message: '',
	} );
	useEffect( () => {
		let isWanted = true;
		let timer: number;
		const look = async () => {
			if ( document.visibilityState === 'visible' ) {
				const next = await request< Answer >( '/status/hub' ).then(
					( { body } ) => body,
					() => ( {
						figures: null,
						message: __(
							'Your site did not answer.',
							'realtime-events'
						),
					} )
				);
				if ( ! isWanted ) {
					return;
				}
				setAnswer( next );
			}
			timer = window.setTimeout( look, LOOK_EVERY_MS );
		};
		void look();
		return () => {
			isWanted = false;
			window.clearTimeout( timer );
		};
	}, [] );
	return answer;
}
