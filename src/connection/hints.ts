import type { CloudEvent } from '../protocol';

/** What the ids of events begin with that only a relay told of. */
export const HINT_PREFIX = 'relay:';

/** Like the ids that an inbox keeps. */
const LIMIT = 5_000;

/** Fields that some relays write beside the data, and so over data of that name. */
const OVERWRITTEN = [ 'type', 'event', 'timestamp', 'data', 'id' ];

/**
 * What a relay's message and the ledger's row of the same event have in
 * common: kind, moment and content. Neither id nor sequence is among it.
 *
 * @since 0.1.0
 */
export function fingerprintOf( { type, time, data }: CloudEvent ): string {
	const content = Object.entries( data ).filter(
		( [ field ] ) => ! OVERWRITTEN.includes( field )
	);
	return digest(
		canonical( [
			type.replaceAll( '.', '_' ),
			Date.parse( time ),
			Object.fromEntries( content ),
		] )
	);
}

function canonical( value: unknown ): string {
	return JSON.stringify( value, ( _key, part: unknown ) =>
		typeof part === 'object' && part !== null && ! Array.isArray( part )
			? Object.fromEntries(
					Object.entries( part ).sort( ( [ a ], [ b ] ) =>
						a < b ? -1 : 1
					)
				)
			: part
	);
}

const MODULI = [ 4_294_967_291, 4_294_967_279 ];
/** Its product with a modulus is still exact. */
const FACTOR = 1_000_003;

/** Some 64 bits: they tell apart what nobody tries to mix up. */
function digest( text: string ): string {
	return MODULI.map( ( modulus ) => {
		let hash = 0;
		for ( let index = 0; index < text.length; index++ ) {
			hash = ( hash * FACTOR + text.charCodeAt( index ) ) % modulus;
		}
		return hash.toString( 36 );
	} ).join( '-' );
}

/**
 * Lets a relay's message stand for an event where there is no ledger to ask,
 * and lets only one of the two through where there is one after all.
 *
 * @since 0.1.0
 */
export class Hints {
	private readonly hinted = new Set< string >();
	private readonly told = new Set< string >();

	/**
	 * @param since What happened before is on the page already; ms since 1970.
	 */
	public constructor( private readonly since: number ) {}

	/** @return False for what was shown already, whichever way it came. */
	public admits( event: CloudEvent ): boolean {
		const print = fingerprintOf( event );
		if ( ! event.id.startsWith( HINT_PREFIX ) ) {
			remember( this.told, print );
			return ! this.hinted.has( print );
		}
		const isNew =
			Date.parse( event.time ) >= this.since &&
			! this.told.has( print ) &&
			! this.hinted.has( print );
		if ( isNew ) {
			remember( this.hinted, print );
		}
		return isNew;
	}
}

function remember( prints: Set< string >, print: string ): void {
	prints.add( print );
	if ( prints.size > LIMIT ) {
		prints.delete( prints.values().next().value as string );
	}
}
