import { setTimeout as pause } from 'node:timers/promises';
import type { RunningHub } from './hub-fixture';

const POLL_MS = 20;
const GIVE_UP_MS = 10_000;

/** What a hub says of itself: a number by its name without the prefix, with its labels. */
export const metricOf =
	( { url }: Pick< RunningHub, 'url' > ) =>
	async ( name: string ): Promise< number > => {
		const text = await ( await fetch( `${ url }/metrics` ) ).text();
		const line = text
			.split( '\n' )
			.find( ( one ) =>
				one.startsWith( `realtime_events_hub_${ name } ` )
			);
		return Number( line?.split( ' ' ).at( -1 ) ?? 0 );
	};

/** Waits until a hub says so of itself, for a bounded time. */
export async function metricIs(
	hub: Pick< RunningHub, 'url' >,
	name: string,
	expected: number
): Promise< void > {
	const until = Date.now() + GIVE_UP_MS;
	const metric = metricOf( hub );
	let value = await metric( name );
	while ( value !== expected ) {
		if ( Date.now() > until ) {
			throw new Error( `${ name } is ${ value } and not ${ expected }.` );
		}
		await pause( POLL_MS );
		value = await metric( name );
	}
}
