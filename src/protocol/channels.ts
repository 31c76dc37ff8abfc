import { MAX_CHANNEL_NAME_LENGTH, MAX_SITE_ID_LENGTH } from './limits';

/**
 * A channel decides who may receive an event; an event has exactly one.
 *
 * @since 0.1.0
 */
export type Channel =
	| { readonly kind: 'public'; readonly name: string }
	| { readonly kind: 'editors'; readonly name: string }
	| { readonly kind: 'shop'; readonly name: string }
	| { readonly kind: 'admins'; readonly name: string }
	| { readonly kind: 'user'; readonly name: string; readonly id: string }
	| { readonly kind: 'page'; readonly name: string; readonly id: string }
	| { readonly kind: 'order'; readonly name: string; readonly id: string }
	| {
			readonly kind: 'postType';
			readonly name: string;
			readonly type: string;
			readonly id: string;
	  };

/** @since 0.1.0 */
export type ChannelKind = Channel[ 'kind' ];

const PLAIN_CHANNEL = /^(public|editors|shop|admins)$/;
const USER_CHANNEL = /^user:([1-9][0-9]{0,19})$/;
const PAGE_CHANNEL = /^page:([a-z0-9-]{1,64})$/;
const ORDER_CHANNEL = /^order:([1-9][0-9]{0,19})$/;
// WordPress limits the name of a post type to 20 characters.
const POST_TYPE_CHANNEL = /^postType\/([a-z0-9_-]{1,20}):([1-9][0-9]{0,19})$/;

const SITE_ID = new RegExp( `^[a-z0-9.-]{1,${ MAX_SITE_ID_LENGTH }}$` );

/**
 * @since 0.1.0
 *
 * @return The channel, or null where the name is none: a stranger's input never throws.
 */
export function parseChannel( name: unknown ): Channel | null {
	if ( typeof name !== 'string' || name.length > MAX_CHANNEL_NAME_LENGTH ) {
		return null;
	}
	if ( PLAIN_CHANNEL.test( name ) ) {
		return { kind: name as 'public', name };
	}
	const user = USER_CHANNEL.exec( name );
	if ( user?.[ 1 ] ) {
		return { kind: 'user', name, id: user[ 1 ] };
	}
	const page = PAGE_CHANNEL.exec( name );
	if ( page?.[ 1 ] ) {
		return { kind: 'page', name, id: page[ 1 ] };
	}
	const order = ORDER_CHANNEL.exec( name );
	if ( order?.[ 1 ] ) {
		return { kind: 'order', name, id: order[ 1 ] };
	}
	const post = POST_TYPE_CHANNEL.exec( name );
	if ( post?.[ 1 ] && post[ 2 ] ) {
		return { kind: 'postType', name, type: post[ 1 ], id: post[ 2 ] };
	}
	return null;
}

/** @since 0.1.0 */
export function isChannelName( name: unknown ): name is string {
	return parseChannel( name ) !== null;
}

/**
 * Whether anyone may join without a token.
 *
 * @since 0.1.0
 */
export function isPublicChannel( channel: Channel ): boolean {
	return channel.kind === 'public' || channel.kind === 'page';
}

/**
 * Whether events travel on it: a page channel only counts who is there.
 *
 * @since 0.1.0
 */
export function carriesEvents( channel: Channel ): boolean {
	return channel.kind !== 'page';
}

/**
 * What a channel tells its members about each other.
 *
 * @since 0.1.0
 */
export type PresencePolicy = 'members' | 'count' | 'none';

/** @since 0.1.0 */
export function presencePolicy( channel: Channel ): PresencePolicy {
	switch ( channel.kind ) {
		case 'public':
		case 'page':
			return 'count';
		case 'user':
		case 'order':
			return 'none';
		default:
			return 'members';
	}
}

/** @since 0.1.0 */
export const userChannel = ( id: number | string ): string => `user:${ id }`;

/** @since 0.1.0 */
export const pageChannel = ( id: number | string ): string => `page:${ id }`;

/** @since 0.1.0 */
export const orderChannel = ( id: number | string ): string => `order:${ id }`;

/** @since 0.1.0 */
export const postChannel = ( type: string, id: number | string ): string =>
	`postType/${ type }:${ id }`;

/** @since 0.1.0 */
export function isSiteId( value: unknown ): value is string {
	return typeof value === 'string' && SITE_ID.test( value );
}
