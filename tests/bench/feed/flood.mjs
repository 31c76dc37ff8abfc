import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { signHeaders } from '../hub/signing.mjs';

const BATCH = 50;

/** What a busy shop's feed is made of: few types and many subjects, and now and then an error. */
const TYPES = [
	'post.updated',
	'post.updated',
	'comment.created',
	'order.created',
	'order.status_changed',
	'lamp.lit',
];
const PEOPLE = [ 'Ada Lovelace', 'Edda Editor', 'Grace Hopper', '' ];

/**
 * Sends events to a site's hub as the site would.
 */
export class Flood {
	#site;
	#sequence;

	/**
	 * @param {{ hub: string, site: string, siteId: string, apiKey: string }} site  A demo and its hub.
	 * @param {number}                                                        after The site's newest sequence.
	 */
	constructor( site, after ) {
		this.#site = site;
		this.#sequence = after;
	}

	/** Of the event that was sent last. */
	get sequence() {
		return this.#sequence;
	}

	/**
	 * @param {number} count     How many.
	 * @param {number} perSecond How fast at most.
	 */
	async run( count, perSecond ) {
		const begun = performance.now();
		const answers = [];
		for ( let sent = 0; sent < count; sent += BATCH ) {
			const aheadMs =
				( sent / perSecond ) * 1_000 - ( performance.now() - begun );
			if ( aheadMs > 0 ) {
				await delay( aheadMs );
			}
			answers.push( this.#post( Math.min( BATCH, count - sent ) ) );
		}
		await Promise.all( answers );
		return performance.now() - begun;
	}

	async #post( count ) {
		const { hub, siteId, apiKey } = this.#site;
		const events = Array.from( { length: count }, () => this.#event() );
		const body = JSON.stringify( events );
		const response = await fetch( `${ hub }/api/v1/events`, {
			method: 'POST',
			body,
			headers: signHeaders( body, siteId, apiKey ),
		} );
		const { results } = await response.json();
		if ( ! results?.every( ( { status } ) => status === 'accepted' ) ) {
			throw new Error( `The hub took not all: ${ response.status }` );
		}
	}

	#event() {
		const number = ++this.#sequence;
		const type = TYPES[ number % TYPES.length ];
		const actorname = PEOPLE[ Math.floor( number / 4 ) % PEOPLE.length ];
		return {
			specversion: '1.0',
			id: randomUUID(),
			source: this.#site.site,
			type,
			subject: `post/${ number % 977 }`,
			time: new Date().toISOString(),
			channel: 'editors',
			severity: number % 50 === 0 ? 'error' : 'info',
			sequence: String( number ),
			data: { title: `A title of usual length ${ number }`, id: number },
			...( actorname && {
				actorid: String( PEOPLE.indexOf( actorname ) + 2 ),
				actorname,
			} ),
		};
	}
}
