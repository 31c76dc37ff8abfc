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

/** @since 0.1.0 */
export const hubParser = { Encoder: HubEncoder, Decoder };
