import type { SignalMessage } from '../../protocol';
import type { LogEntry } from '../log/event-log';

/**
 * Events of one channel that leave together.
 *
 * @since 0.1.0
 */
export interface EventBatch {
	readonly channel: string;
	readonly epoch: string;
	/** At least one, oldest first, offsets consecutive. */
	readonly entries: readonly LogEntry[];
}

/**
 * Bytes that are ready for the wire, made once and shared by all receivers.
 *
 * @since 0.1.0
 */
export interface Frame {
	readonly bytes: number;
	readonly buffer: Buffer;
	/** What Engine.IO wants to be told so that it writes the bytes as they are. */
	readonly options: {
		compress: boolean;
		wsPreEncodedFrame: Buffer[];
	};
}

/**
 * How one kind of connection writes events.
 *
 * @since 0.1.0
 */
export interface Dialect {
	events: ( batch: EventBatch ) => Frame;
	/** Any other message; `json` is its payload, an object. */
	message: ( name: string, json: string ) => Frame;
}

const FIN_AND_TEXT = 0x81;
const LENGTH_IN_16_BITS = 126;
const LENGTH_IN_64_BITS = 127;
const MAX_SHORT_LENGTH = 125;
const MAX_16_BIT_LENGTH = 0xffff;

/** @since 0.1.0 */
export function createFrame( buffer: Buffer ): Frame {
	return {
		bytes: buffer.length,
		buffer,
		options: { compress: false, wsPreEncodedFrame: [ buffer ] },
	};
}

/**
 * A WebSocket text frame in one piece of memory, so that sending it is one
 * write: the cost of a delivery is its system call.
 *
 * @since 0.1.0
 */
export function textFrame( text: string ): Buffer {
	const length = Buffer.byteLength( text );
	const header = headerLength( length );
	const frame = Buffer.allocUnsafe( header + length );
	frame[ 0 ] = FIN_AND_TEXT;
	if ( length <= MAX_SHORT_LENGTH ) {
		frame[ 1 ] = length;
	} else if ( length <= MAX_16_BIT_LENGTH ) {
		frame[ 1 ] = LENGTH_IN_16_BITS;
		frame.writeUInt16BE( length, 2 );
	} else {
		frame[ 1 ] = LENGTH_IN_64_BITS;
		frame.writeBigUInt64BE( BigInt( length ), 2 );
	}
	frame.write( text, header );
	return frame;
}

function headerLength( length: number ): number {
	if ( length <= MAX_SHORT_LENGTH ) {
		return 2;
	}
	return length <= MAX_16_BIT_LENGTH ? 4 : 10;
}

/**
 * The fields of an `events` message without its outer braces. The events are
 * put in as they were encoded when the log took them.
 *
 * @since 0.1.0
 */
export function eventsFields( {
	channel,
	epoch,
	entries,
}: EventBatch ): string {
	const offset = entries.at( -1 )?.offset ?? 0;
	return `"channel":${ JSON.stringify( channel ) },"epoch":${ JSON.stringify(
		epoch
	) },"offset":${ offset },"events":[${ joinEvents( entries ) }]`;
}

/** @since 0.1.0 */
export const joinEvents = ( entries: readonly LogEntry[] ): string =>
	entries.map( ( { json } ) => json ).join( ',' );

/** `4`: Engine.IO message, `2`: Socket.IO event. */
const SOCKET_IO_EVENT = '42';

const socketIoFrame = ( name: string, json: string ): Frame =>
	createFrame( textFrame( `${ SOCKET_IO_EVENT }["${ name }",${ json }]` ) );

/** @since 0.1.0 */
export const socketIoDialect: Dialect = {
	events: ( batch ) =>
		socketIoFrame( 'events', `{${ eventsFields( batch ) }}` ),
	message: socketIoFrame,
};

const webSocketFrame = ( name: string, fields: string ): Frame =>
	createFrame(
		textFrame(
			`{"type":"${ name }"${ fields === '' ? '' : ',' }${ fields }}`
		)
	);

/** The type of a frame is the message's name, so the type of a signal goes by another. */
function fieldsOf( name: string, json: string ): string {
	if ( name !== 'signal' ) {
		return json.slice( 1, -1 );
	}
	const { type: signal, ...fields } = JSON.parse( json ) as SignalMessage;
	return JSON.stringify( { signal, ...fields } ).slice( 1, -1 );
}

/** @since 0.1.0 */
export const webSocketDialect: Dialect = {
	events: ( batch ) => webSocketFrame( 'events', eventsFields( batch ) ),
	message: ( name, json ) => webSocketFrame( name, fieldsOf( name, json ) ),
};
