import {
	MAX_CHANNELS_PER_SOCKET,
	MAX_CHANNEL_NAME_LENGTH,
	type ChannelRequest,
} from '../../protocol';
import { isSequence } from '../delivery/sequences';

const MAX_EPOCH_LENGTH = 64;

/**
 * How many channels a message asks for, whether it is well-formed or not.
 *
 * @since 0.1.0
 */
export const countChannels = ( payload: unknown ): number =>
	isRecord( payload ) && Array.isArray( payload.channels )
		? payload.channels.length
		: 0;

/** @since 0.1.0 */
export const isRecord = (
	value: unknown
): value is Record< string, unknown > =>
	typeof value === 'object' && value !== null && ! Array.isArray( value );

/**
 * @since 0.1.0
 *
 * @return What is asked for, or null where the message is not as documented.
 */
export function readSubscribe( payload: unknown ): ChannelRequest[] | null {
	const channels = readList( payload );
	if ( ! channels ) {
		return null;
	}
	const requests = channels.map( readChannelRequest );
	return requests.every( ( request ) => request !== null ) &&
		areDifferent( requests.map( ( { channel } ) => channel ) )
		? requests
		: null;
}

/**
 * An answer to each of a hundred times the same would be a hundred times as large.
 *
 * @since 0.1.0
 */
export const areDifferent = ( names: readonly string[] ): boolean =>
	new Set( names ).size === names.length;

function readChannelRequest( value: unknown ): ChannelRequest | null {
	if ( ! isRecord( value ) ) {
		return null;
	}
	const { channel, epoch, offset, sequence } = value;
	const isGood =
		isShortText( channel, MAX_CHANNEL_NAME_LENGTH ) &&
		( epoch === undefined || isShortText( epoch, MAX_EPOCH_LENGTH ) ) &&
		( offset === undefined ||
			( Number.isSafeInteger( offset ) && ( offset as number ) >= 0 ) ) &&
		( sequence === undefined || isSequence( sequence ) );
	return isGood
		? {
				channel: channel as string,
				...( epoch !== undefined && { epoch: epoch as string } ),
				...( offset !== undefined && { offset: offset as number } ),
				...( sequence !== undefined && {
					sequence: sequence as string,
				} ),
			}
		: null;
}

/**
 * @since 0.1.0
 *
 * @return The names, or null where the message is not as documented.
 */
export function readChannelNames( payload: unknown ): string[] | null {
	const channels = readList( payload );
	return channels?.every( ( name ) =>
		isShortText( name, MAX_CHANNEL_NAME_LENGTH )
	)
		? ( channels as string[] )
		: null;
}

/** @since 0.1.0 */
export function readToken( payload: unknown ): string | null {
	return isRecord( payload ) && typeof payload.token === 'string'
		? payload.token
		: null;
}

/** @since 0.1.0 */
export function readState(
	payload: unknown,
	maxBytes: number
): { channel: string; state: Record< string, unknown > | null } | null {
	if ( ! isRecord( payload ) ) {
		return null;
	}
	const { channel, state } = payload;
	return isShortText( channel, MAX_CHANNEL_NAME_LENGTH ) &&
		( state === null || isSmallRecord( state, maxBytes ) )
		? { channel, state }
		: null;
}

const SIGNAL_TYPE = /^[a-z0-9_.-]{1,64}$/;

/** @since 0.1.0 */
export function readSignal(
	payload: unknown,
	maxBytes: number
): { channel: string; type: string; data: Record< string, unknown > } | null {
	if ( ! isRecord( payload ) ) {
		return null;
	}
	const { channel, type, data = {} } = payload;
	return isShortText( channel, MAX_CHANNEL_NAME_LENGTH ) &&
		typeof type === 'string' &&
		SIGNAL_TYPE.test( type ) &&
		isSmallRecord( data, maxBytes )
		? { channel, type, data }
		: null;
}

function readList( payload: unknown ): unknown[] | null {
	if ( ! isRecord( payload ) || ! Array.isArray( payload.channels ) ) {
		return null;
	}
	const { channels } = payload;
	return channels.length > 0 && channels.length <= MAX_CHANNELS_PER_SOCKET
		? channels
		: null;
}

const isShortText = ( value: unknown, maxLength: number ): value is string =>
	typeof value === 'string' && value.length > 0 && value.length <= maxLength;

const isSmallRecord = (
	value: unknown,
	maxBytes: number
): value is Record< string, unknown > =>
	isRecord( value ) &&
	Buffer.byteLength( JSON.stringify( value ) ) <= maxBytes;
