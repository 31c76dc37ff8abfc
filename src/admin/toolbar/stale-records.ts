import type { CloudEvent } from '@realtime-events/client';

/**
 * A record of core-data.
 *
 * @since 0.1.0
 */
export interface CoreRecord {
	readonly kind: string;
	readonly name: string;
	readonly id: number | undefined;
}

const SUBJECT = /^(post|media|term|user)\/([1-9][0-9]*)$/;

/**
 * The record of core-data that an event has made stale; null where it keeps none of that kind.
 *
 * @since 0.1.0
 */
export function recordsOf( {
	subject = '',
	data,
}: CloudEvent ): CoreRecord | null {
	if ( subject.startsWith( 'option/' ) ) {
		return { kind: 'root', name: 'site', id: undefined };
	}
	const [ , kind, digits ] = SUBJECT.exec( subject ) ?? [];
	const id = Number( digits );
	switch ( kind ) {
		case 'post':
			return {
				kind: 'postType',
				name: named( data.post_type, 'post' ),
				id,
			};
		case 'media':
			return { kind: 'postType', name: 'attachment', id };
		case 'term':
			return {
				kind: 'taxonomy',
				name: named( data.taxonomy, 'category' ),
				id,
			};
		case 'user':
			return { kind: 'root', name: 'user', id };
		default:
			return null;
	}
}

const named = ( value: unknown, otherwise: string ): string =>
	typeof value === 'string' && value !== '' ? value : otherwise;
