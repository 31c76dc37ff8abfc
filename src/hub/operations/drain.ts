import { messageFor } from '../sessions/refusal';
import type { SessionDesk } from '../sessions/session-desk';

const STEP_MS = 100;

/**
 * Asks the clients to move, some at each step, and each to come back at its own
 * moment: all at once would be a storm for the node that takes them.
 *
 * @since 0.1.0
 */
export async function drain(
	desk: SessionDesk,
	seconds: number
): Promise< void > {
	const sessions = [ ...desk.sessions ];
	const windowMs = seconds * 1000;
	const steps = Math.max( 1, Math.floor( windowMs / STEP_MS ) );
	const perStep = Math.ceil( sessions.length / steps );
	while ( sessions.length > 0 ) {
		for ( const session of sessions.splice( 0, perStep ) ) {
			const afterMs = Math.floor( Math.random() * windowMs );
			session.close(
				'shutting_down',
				messageFor( 'shutting_down' ),
				afterMs
			);
		}
		if ( sessions.length > 0 ) {
			await new Promise( ( resolve ) => setTimeout( resolve, STEP_MS ) );
		}
	}
}
