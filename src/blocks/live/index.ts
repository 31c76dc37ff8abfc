import { canPush } from '../../connection/can-push';
import { Connection } from '../../connection/connection';
import { Hints } from '../../connection/hints';
import { Inbox } from '../../connection/inbox';
import { openTransport } from '../../connection/transports';
import { Audiences, type Audience } from './audiences';
import { credentialsOf } from './credentials';
import { publicLedger, silentLedger } from './public-ledger';
import { recalling } from './recall';
import { readSettings, renderedWith, type LiveSettings } from './settings';
import { browserWindow } from './surroundings';

export type { Audience } from './audiences';

const clock = {
	now: () => Date.now(),
	setTimeout: ( callback: () => void, ms: number ) =>
		window.setTimeout( callback, ms ),
	clearTimeout: ( timer: unknown ) =>
		window.clearTimeout( timer as number | undefined ),
};

let connection: Connection | null = null;
/** Until then the hub recalls; from then on things happen before our eyes. */
let isLive = false;

const audiences = new Audiences( {
	joined: ( channel ) => connection?.join( channel ),
	left: ( channel ) => connection?.leave( channel ),
} );

/**
 * Listens for a block. The page's one connection is opened for the first.
 *
 * @since 0.1.0
 *
 * @return Call it to listen no more.
 */
export function listen( audience: Audience ): () => void {
	const isFirst = connection === null;
	connection ??= connect();
	const leave = audiences.add( audience );
	if ( isFirst ) {
		connection.start();
	}
	return leave;
}

function connect(): Connection {
	const settings = readSettings( document );
	const { ledger } = settings;
	const hints = new Hints( settings.renderedAt );
	const inbox = new Inbox(
		clock,
		( { events } ) => audiences.tell( events, isLive ),
		( event ) => hints.admits( event )
	);
	inbox.seed( [ renderedWith( settings ) ] );
	return new Connection( {
		inbox,
		ledger: ledger === '' ? silentLedger : publicLedger( ledger ),
		credentials: () =>
			credentialsOf(
				{ ...settings, reach: 'all' },
				// What a relay has is public.
				isHub( settings ) ? audiences.takeToken() : null
			),
		transportFor: ( credentials ) =>
			canPush( credentials ) ? recalling( openTransport ) : null,
		// A relay has public events alone for visitors, and they ask for nothing else.
		showsHints: true,
		clock,
		surroundings: browserWindow,
		random: Math.random,
		ready: Promise.resolve(),
		listener: {
			state: ( { phase } ) => {
				isLive ||= phase === 'live' || phase === 'polling';
				audiences.live( phase === 'live' );
			},
			presence: ( channel, { count } ) =>
				audiences.count( channel, count ),
		},
	} );
}

const isHub = ( { transport }: LiveSettings ): boolean =>
	transport.startsWith( 'hub' );
