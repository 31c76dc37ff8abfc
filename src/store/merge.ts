import { compareEvents } from '../connection/sequence';
import type { CloudEvent } from '../protocol';

/**
 * Joins two lists without doubles. Who sees an event itself is not shown beside
 * it what of it everybody may see: to a reader that were the same thing twice.
 *
 * @since 0.1.0
 *
 * @param items  Newest first.
 * @param events In any order.
 * @return Newest first; `items` itself where nothing is new.
 */
export function mergeEvents(
	items: readonly CloudEvent[],
	events: readonly CloudEvent[]
): readonly CloudEvent[] {
	const union = unionOf( items, events );
	return union === items ? items : withoutProjections( union );
}

/**
 * What of these events is news beside rows that are shown: neither a row
 * itself, nor the public part of one.
 *
 * @since 0.1.0
 *
 * @param items  Newest first.
 * @param events In any order.
 */
export function withoutShown(
	items: readonly CloudEvent[],
	events: readonly CloudEvent[]
): readonly CloudEvent[] {
	const shown = new Set( items.map( ( { id } ) => id ) );
	return events.filter(
		( { id, causationid } ) =>
			! shown.has( id ) &&
			( causationid === undefined || ! shown.has( causationid ) )
	);
}

function withoutProjections(
	events: readonly CloudEvent[]
): readonly CloudEvent[] {
	if ( events.every( ( { causationid } ) => causationid === undefined ) ) {
		return events;
	}
	const known = new Set( events.map( ( { id } ) => id ) );
	return events.filter(
		( { causationid } ) =>
			causationid === undefined || ! known.has( causationid )
	);
}

function unionOf(
	items: readonly CloudEvent[],
	events: readonly CloudEvent[]
): readonly CloudEvent[] {
	const sorted = [ ...events ].sort( ( a, b ) => compareEvents( b, a ) );
	const first = sorted[ 0 ];
	const last = sorted.at( -1 );
	if ( ! first || ! last ) {
		return items;
	}
	const newest = items[ 0 ];
	const oldest = items.at( -1 );
	if ( ! newest || ! oldest ) {
		return withoutDoubles( sorted );
	}
	// Both ways in which a feed grows, without a look at what it holds.
	if ( compareEvents( last, newest ) > 0 && last.sequence !== undefined ) {
		return [ ...withoutDoubles( sorted ), ...items ];
	}
	if ( compareEvents( first, oldest ) < 0 ) {
		return [ ...items, ...withoutDoubles( sorted ) ];
	}
	const known = new Set( items.map( ( { id } ) => id ) );
	const fresh = sorted.filter( ( { id } ) => ! known.has( id ) );
	return fresh.length > 0
		? withoutDoubles( interleave( items, fresh ) )
		: items;
}

function interleave(
	a: readonly CloudEvent[],
	b: readonly CloudEvent[]
): CloudEvent[] {
	const merged: CloudEvent[] = [];
	let i = 0;
	let j = 0;
	for (;;) {
		const left = a[ i ];
		const right = b[ j ];
		if ( left && ( ! right || compareEvents( left, right ) > 0 ) ) {
			merged.push( left );
			i++;
		} else if ( right ) {
			merged.push( right );
			j++;
		} else {
			return merged;
		}
	}
}

function withoutDoubles( events: readonly CloudEvent[] ): CloudEvent[] {
	const known = new Set< string >();
	return events.filter(
		( { id } ) => ! known.has( id ) && known.add( id ) !== undefined
	);
}
