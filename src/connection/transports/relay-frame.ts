import type { CloudEvent } from '../../protocol';
import { EVENT_TYPE_PATTERN } from '../../protocol';
import { HINT_PREFIX, fingerprintOf } from '../hints';
import { asObject } from './read-object';

/** Fields of a frame that say something about the event and are not what it is about. */
const ENVELOPE = [ 'type', 'event', 'data', 'timestamp', 'id' ];

/** What relays say that is no event. */
const CHATTER =
	/^(welcome|connected|connection|hello|ping|pong|info|status|error|ack|subscribed|auth.*)$/i;

const MS_PER_SECOND = 1_000;
/** A number that is smaller is one of seconds: in ms it would be in 1973. */
const LEAST_MS = 1e11;

/**
 * The event that a relay's message tells of: `{ type, timestamp, …data }`,
 * `{ type, data, timestamp }` or `{ event, data, timestamp }`. A relay says
 * neither whose it is nor which number it has in the ledger.
 *
 * @since 0.1.0
 *
 * @param frame What the relay sent.
 * @param types The relay's name → the type's own, where they differ.
 * @param now   In ms since 1970; for relays that leave out the time.
 * @return Null for what is no event: greetings, answers, nonsense.
 */
export function hintFrom(
	frame: unknown,
	types: Readonly< Record< string, string > >,
	now: number
): CloudEvent | null {
	const message = asObject( frame );
	const name = message?.type ?? message?.event;
	if ( ! message || typeof name !== 'string' || CHATTER.test( name ) ) {
		return null;
	}
	if ( ! EVENT_TYPE_PATTERN.test( name ) ) {
		return null;
	}
	const own = Object.hasOwn( types, name ) ? types[ name ] : undefined;
	const rest = Object.fromEntries(
		Object.entries( message ).filter(
			( [ field ] ) => ! ENVELOPE.includes( field )
		)
	);
	const event: CloudEvent = {
		specversion: '1.0',
		id: '',
		source: '',
		type: own ?? name,
		time: timeFrom( message.timestamp, now ),
		data: asObject( message.data ) ?? rest,
		channel: 'public',
		severity: 'info',
	};
	return { ...event, id: HINT_PREFIX + fingerprintOf( event ) };
}

function timeFrom( timestamp: unknown, now: number ): string {
	const ms =
		typeof timestamp === 'number'
			? timestamp * ( timestamp < LEAST_MS ? MS_PER_SECOND : 1 )
			: // An object may have a toString that is no function.
				Date.parse( typeof timestamp === 'string' ? timestamp : '' );
	return new Date( isTime( ms ) ? ms : now ).toISOString();
}

/** The range that a Date can have. */
const isTime = ( ms: number ): boolean => Math.abs( ms ) <= 8.64e15;
