import { Connection } from '../../connection/connection';
import { Inbox } from '../../connection/inbox';
import { openSocketIo } from '../../connection/socket-io-transport';
import { Audiences, type Audience } from './audiences';
import { credentialsOf } from './credentials';
import { publicLedger, silentLedger } from './public-ledger';
import { recalling } from './recall';
import { readSettings, renderedWith } from './settings';
import { browserWindow } from './surroundings';

export type { Audience } from './audiences';

const HUB_PROFILE = 'hub';

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

const inbox = new Inbox( clock, ( { events } ) =>
	audiences.tell( events, isLive )
);

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
	const { url, site, profile, ledger } = settings;
	inbox.seed( [ renderedWith( settings ) ] );
	return new Connection( {
		inbox,
		ledger: ledger === '' ? silentLedger : publicLedger( ledger ),
		credentials: () =>
			credentialsOf( { site, url, profile }, audiences.takeToken() ),
		transportFor: () =>
			url !== '' && profile === HUB_PROFILE
				? recalling( async ( credentials, handlers ) =>
						openSocketIo( credentials, handlers )
					)
				: null,
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
