import type { Credentials } from '../../connection';
import type { CloudEvent } from '../../protocol';

/**
 * What the page says about where to listen. Nothing in it is about the visitor,
 * so the page may be cached and served to anybody.
 *
 * @since 0.1.0
 */
export interface LiveSettings {
	/** Address of the server; empty where visitors cannot listen to one. */
	readonly url: string;
	/** Path of its sockets, below the one that the address has. */
	readonly path: string;
	readonly transport: Credentials[ 'transport' ];
	readonly site: string;
	readonly profile: string;
	/** Names of types that a relay writes otherwise → their own. */
	readonly types: Readonly< Record< string, string > >;
	/** The public ledger's route, where the admin allows that visitors poll it; else empty. */
	readonly ledger: string;
	/** Where the ledger stood when the page was rendered: a sequence. */
	readonly after: string;
	/** When the page was rendered, in ms since 1970. */
	readonly renderedAt: number;
}

const NO_SETTINGS: LiveSettings = {
	url: '',
	path: '',
	transport: '',
	types: {},
	renderedAt: 0,
	site: '',
	profile: '',
	ledger: '',
	after: '0',
};

const MODULE_ID = '@realtime-events/live';

/** @since 0.1.0 */
export function readSettings( from: Document ): LiveSettings {
	const element = from.getElementById(
		`wp-script-module-data-${ MODULE_ID }`
	);
	try {
		const read: unknown = JSON.parse( element?.textContent ?? '{}' );
		return { ...NO_SETTINGS, ...( read as Partial< LiveSettings > ) };
	} catch {
		return NO_SETTINGS;
	}
}

/**
 * Stands for everything that the page was rendered with: what the hub recalls
 * begins after it.
 *
 * @since 0.1.0
 */
export const renderedWith = ( { after }: LiveSettings ): CloudEvent => ( {
	specversion: '1.0',
	id: '',
	source: '',
	type: '',
	time: new Date( 0 ).toISOString(),
	data: {},
	sequence: after,
	channel: 'public',
	severity: 'info',
} );
