import type { Hearsay } from './hearsay';
import type { Untold } from './tab-messages';
import type { Listener } from './types';

/**
 * Passes on to this tab and to the others what the leading connection hears.
 *
 * @since 0.1.0
 *
 * @param heardOf What this tab knows.
 * @param tell    Tells the other tabs.
 * @param leads   False once another leads: from then on that one speaks.
 */
export const leadersListener = (
	heardOf: Hearsay,
	tell: ( message: Untold ) => void,
	leads: () => boolean
): Listener => ( {
	state: ( state ) => {
		if ( leads() ) {
			heardOf.state( state );
			tell( { kind: 'state', state } );
		}
	},
	presence: ( channel, presence ) => {
		if ( leads() ) {
			heardOf.presence( channel, presence );
			tell( { kind: 'presence', channel, presence } );
		}
	},
	signal: ( message ) => {
		if ( leads() ) {
			heardOf.signal( message );
			tell( { kind: 'signal', message } );
		}
	},
} );
