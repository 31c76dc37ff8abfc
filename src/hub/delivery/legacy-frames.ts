import type { LogEntry } from '../log/event-log';
import {
	createFrame,
	textFrame,
	type Dialect,
	type EventBatch,
} from './frames';

/**
 * Frames as clients of plain relays expect them: one object an event, its type
 * with underscores, whether it looks for `type` and `data` or for fields beside
 * the type.
 */
interface LegacyEvent {
	readonly type: string;
	readonly data: Readonly< Record< string, unknown > >;
	readonly timestamp: unknown;
}

/** Names that are not the type's own with underscores; the site has the same list. */
const NAMES: Readonly< Record< string, string > > = {
	'post.draft_saved': 'post_saved',
};

function toLegacy( { json }: LogEntry ): LegacyEvent {
	const { type, data, time } = JSON.parse( json ) as {
		type: string;
		data: Record< string, unknown >;
		time: string;
	};
	return {
		type: NAMES[ type ] ?? type.replaceAll( '.', '_' ),
		data,
		// What came by a relay's address keeps the time in the form it came in.
		timestamp: data.timestamp ?? time,
	};
}

const perEvent = (
	batch: EventBatch,
	encode: ( event: LegacyEvent ) => string
) =>
	createFrame(
		Buffer.concat(
			batch.entries.map( ( entry ) =>
				textFrame( encode( toLegacy( entry ) ) )
			)
		)
	);

/** Between the packets of a frame that Engine.IO frames itself: in JSON it is escaped. */
export const PACKET_SEPARATOR = '\x1e';

const NO_BYTES = Buffer.alloc( 0 );

/** Clients of such relays know no other messages than events. */
const silence = () => createFrame( NO_BYTES );

/** @since 0.1.0 */
export const legacyWebSocketDialect: Dialect = {
	events: ( batch ) =>
		perEvent( batch, ( { type, data, timestamp } ) =>
			JSON.stringify( { ...data, type, event: type, data, timestamp } )
		),
	message: silence,
};

/** `2`: Socket.IO event. */
const customEvent = ( event: LegacyEvent ) =>
	`2${ JSON.stringify( [ 'custom_event', event ] ) }`;

/** @since 0.1.0 */
export const legacySocketIoDialect: Dialect = {
	// `4`: Engine.IO message.
	events: ( batch ) =>
		perEvent( batch, ( event ) => `4${ customEvent( event ) }` ),
	message: silence,
};

/** @since 0.1.0 */
export const legacyPollingDialect: Dialect = {
	events: ( { entries } ) =>
		createFrame(
			Buffer.from(
				entries
					.map( ( entry ) => customEvent( toLegacy( entry ) ) )
					.join( PACKET_SEPARATOR )
			)
		),
	message: silence,
};
