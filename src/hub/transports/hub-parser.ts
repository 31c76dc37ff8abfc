import { Decoder, Encoder, PacketType, type Packet } from 'socket.io-parser';
import { RawAnswer } from '../sessions/raw-answer';

/**
 * The Socket.IO encoder, but for answers that are JSON already. What goes over
 * the wire is the same.
 *
 * @since 0.1.0
 */
class HubEncoder extends Encoder {
	override encode( packet: Packet ) {
		const [ answer ] =
			packet.type === PacketType.ACK && Array.isArray( packet.data )
				? ( packet.data as unknown[] )
				: [];
		return answer instanceof RawAnswer
			? [ `${ packet.type }${ packet.id }[${ answer.json }]` ]
			: super.encode( packet );
	}
}

/** CONNECT, DISCONNECT and EVENT, in the only namespace there is. */
const SAID_BY_CLIENTS = /^[012](?!\/)/;

/**
 * The Socket.IO decoder, for what a client may say here: no bytes, no
 * acknowledgement of what asked for none, no namespace to be told that it is
 * not there as often as it is asked for. Engine.IO closes where this throws.
 *
 * @since 0.1.0
 */
class HubDecoder extends Decoder {
	override add( packet: unknown ): void {
		if ( typeof packet !== 'string' || ! SAID_BY_CLIENTS.test( packet ) ) {
			throw new Error( 'No client says this.' );
		}
		super.add( packet );
	}
}

/** @since 0.1.0 */
export const hubParser = { Encoder: HubEncoder, Decoder: HubDecoder };
