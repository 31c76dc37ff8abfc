import { __ } from '@wordpress/i18n';
import type { CloudEvent, Config } from '@realtime-events/client';

/**
 * A piece of a sentence. Everything in it comes from an event or a
 * translation, and is text.
 *
 * @since 0.1.0
 */
export interface Piece {
	readonly kind: 'text' | 'actor' | 'object' | 'value';
	readonly text: string;
	/** Where it leads to; null for nowhere. */
	readonly href: string | null;
}

const PLACEHOLDER = /\{([a-z0-9_]+)\}/gi;
/** A field, or several: the first that says something stands there. */
const FIELDS = /\{([a-z0-9_]+(?:\|[a-z0-9_]+)*)\}/gi;
/** What tells most of an event that nobody declared. */
const TELLING_FIELDS = [ 'message', 'title', 'text', 'name' ];
const MAX_CHARACTERS = 200;

/**
 * An event as a sentence in the reader's language.
 *
 * @since 0.1.0
 */
export function sentenceOf(
	event: CloudEvent,
	{ types, urls }: Pick< Config, 'types' | 'urls' >
): Piece[] {
	const looks = types[ event.type ];
	if ( ! looks ) {
		return undeclared( event );
	}
	const href = linkOf( event, looks.link, urls.admin );
	const pieces: Piece[] = [];
	let end = 0;
	let isLinked = false;
	for ( const match of looks.sentence.matchAll( FIELDS ) ) {
		const names = ( match[ 1 ] ?? '' ).split( '|' );
		pieces.push( text( looks.sentence.slice( end, match.index ) ) );
		end = match.index + match[ 0 ].length;
		if ( names[ 0 ] === 'actorname' ) {
			pieces.push( actorOf( event, urls.admin ) );
			continue;
		}
		// The first thing that a sentence names is what it is about.
		pieces.push( {
			kind: isLinked ? 'value' : 'object',
			text:
				shorten( firstText( event.data, names ) ) ||
				__( '(no title)', 'realtime-events' ),
			href: isLinked ? null : href,
		} );
		isLinked = true;
	}
	pieces.push( text( looks.sentence.slice( end ) ) );
	return pieces.filter( ( piece ) => piece.text !== '' );
}

/** @since 0.1.0 */
export const plainSentence = (
	event: CloudEvent,
	facts: Pick< Config, 'types' | 'urls' >
): string =>
	sentenceOf( event, facts )
		.map( ( piece ) => piece.text )
		.join( '' );

/**
 * The address that a type's link template gives for an event, always within
 * this site's wp-admin; null where something for it is missing.
 *
 * @since 0.1.0
 */
export function linkOf(
	event: CloudEvent,
	template: string,
	adminUrl: string
): string | null {
	if ( template === '' || ! URL.canParse( adminUrl ) ) {
		return null;
	}
	let isComplete = true;
	const path = template.replace( PLACEHOLDER, ( _, name: string ) => {
		const value = textOf( event.data[ name ] );
		isComplete &&= value !== '';
		return encodeURIComponent( value );
	} );
	if ( ! isComplete || ! URL.canParse( path, adminUrl ) ) {
		return null;
	}
	const { href } = new URL( path, adminUrl );
	return href.startsWith( adminUrl ) ? href : null;
}

function actorOf(
	{ actorid, actorname }: CloudEvent,
	adminUrl: string
): Piece {
	const isUser = actorid !== undefined && /^[1-9][0-9]*$/.test( actorid );
	return {
		kind: 'actor',
		text: actorname || __( 'Somebody', 'realtime-events' ),
		href:
			isUser && URL.canParse( adminUrl )
				? new URL( `user-edit.php?user_id=${ actorid }`, adminUrl ).href
				: null,
	};
}

/** Of an event that nobody declared its own words tell most, and its type what they are about. */
function undeclared( { type, data }: CloudEvent ): Piece[] {
	const telling = TELLING_FIELDS.map( ( field ) =>
		textOf( data[ field ] )
	).find( Boolean );
	const name: Piece = { kind: 'object', text: type, href: null };
	return telling
		? [
				{ kind: 'object', text: shorten( telling ), href: null },
				text( ` — ${ type }` ),
			]
		: [ name ];
}

const text = ( words: string ): Piece => ( {
	kind: 'text',
	text: words,
	href: null,
} );

const firstText = (
	data: CloudEvent[ 'data' ],
	names: readonly string[]
): string =>
	names.map( ( name ) => textOf( data[ name ] ) ).find( Boolean ) ?? '';

function textOf( value: unknown ): string {
	return typeof value === 'string' || typeof value === 'number'
		? String( value ).trim()
		: '';
}

const shorten = ( words: string ): string =>
	words.length > MAX_CHARACTERS
		? `${ [ ...words ].slice( 0, MAX_CHARACTERS ).join( '' ) }…`
		: words;
