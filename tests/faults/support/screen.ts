import { Follower, issueToken } from '../../../src/hub/client';
import { API_KEY, CHANNEL, SITE, type Site } from './site';

/**
 * What somebody sees who follows a channel as the protocol says: what the hub
 * cannot vouch for is taken from the ledger, and known by its id.
 */
export class Screen {
	/** Ids in the order in which they were shown. */
	readonly shown: string[] = [];
	/** Times that the hub gave an event which it had given before. */
	doubled = 0;
	gaps = 0;
	readonly #given = new Set< string >();
	readonly #seen = new Set< string >();
	readonly #follower: Follower;

	private constructor( url: string, site: Site, live: () => void ) {
		this.#follower = new Follower( {
			url,
			site: SITE,
			channels: [ CHANNEL ],
			token: () =>
				issueToken( {
					site: SITE,
					siteUrl: site.url,
					apiKey: API_KEY,
					channels: [ CHANNEL ],
				} ),
			onState: ( state ) => state === 'live' && live(),
			onEvent: ( { id } ) => {
				this.doubled += this.#given.has( id ) ? 1 : 0;
				this.#given.add( id );
				this.#show( id );
			},
			onGap: ( _channel, after ) => {
				this.gaps++;
				site.after( after ).forEach( ( { id } ) => this.#show( id ) );
			},
		} );
	}

	/** Resolves when it is live. */
	static open( url: string, site: Site ): Promise< Screen > {
		return new Promise( ( resolve, reject ) => {
			const screen = new Screen( url, site, () => resolve( screen ) );
			screen.#follower.done.catch( reject );
			screen.#follower.start();
		} );
	}

	close(): void {
		this.#follower.stop();
	}

	#show( id: string ): void {
		if ( ! this.#seen.has( id ) ) {
			this.#seen.add( id );
			this.shown.push( id );
		}
	}
}
