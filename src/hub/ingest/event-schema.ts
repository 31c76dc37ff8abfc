import Ajv, { type ErrorObject } from 'ajv';
import {
	MAX_EVENT_BYTES,
	SEVERITIES,
	carriesEvents,
	parseChannel,
	type RejectionCode,
} from '../../protocol';
import type { NewEntry } from '../log/event-log';

const text = ( maxLength: number ) => ( { type: 'string', maxLength } );

const EVENT_SCHEMA = {
	type: 'object',
	required: [ 'specversion', 'id', 'source', 'type', 'channel' ],
	additionalProperties: false,
	properties: {
		specversion: { const: '1.0' },
		id: { type: 'string', pattern: '^[\\x21-\\x7e]{1,128}$' },
		source: { type: 'string', minLength: 1, maxLength: 2048 },
		type: { type: 'string', pattern: '^[a-z0-9_.-]{1,64}$' },
		subject: text( 512 ),
		time: {
			type: 'string',
			pattern:
				'^\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?([Zz]|[+-]\\d{2}:\\d{2})$',
		},
		datacontenttype: {
			type: 'string',
			pattern: '^application/([a-z.+-]+\\+)?json',
		},
		dataschema: text( 2048 ),
		data: { type: 'object' },
		sequence: { type: 'string', pattern: '^(0|[1-9][0-9]{0,19})$' },
		channel: { type: 'string', minLength: 1, maxLength: 256 },
		severity: { enum: SEVERITIES },
		actorid: text( 64 ),
		actorname: text( 250 ),
		causationid: text( 128 ),
		origin: text( 128 ),
	},
	// Other extension attributes, as CloudEvents allows them.
	patternProperties: {
		'^[a-z0-9]{1,20}$': true,
	},
} as const;

/** @since 0.1.0 */
export type CheckedEvent =
	| { readonly entry: NewEntry }
	| {
			readonly id: string;
			readonly code: RejectionCode;
			readonly message: string;
	  };

/**
 * @since 0.1.0
 *
 * @return A function that checks one event and makes it ready for the log.
 */
export function createEventChecker( now: () => number ) {
	const validate = new Ajv( { allErrors: false } ).compile<
		Record< string, unknown >
	>( EVENT_SCHEMA );
	return ( event: unknown ): CheckedEvent => {
		if ( ! validate( event ) ) {
			return {
				id: idOf( event ),
				code: 'event_invalid',
				message: explain( validate.errors?.[ 0 ] ),
			};
		}
		return prepare( event, now() );
	};
}

function prepare(
	event: Record< string, unknown >,
	nowMs: number
): CheckedEvent {
	const id = String( event.id );
	const channel = parseChannel( event.channel );
	if ( ! channel ) {
		return {
			id,
			code: 'channel_unknown',
			message: `channel "${ String( event.channel ) }" is none that the hub knows.`,
		};
	}
	if ( ! carriesEvents( channel ) ) {
		return {
			id,
			code: 'channel_without_events',
			message: `channel "${ channel.name }" only counts visitors and carries no events.`,
		};
	}
	const json = JSON.stringify( {
		severity: 'info',
		time: new Date( nowMs ).toISOString(),
		data: {},
		...event,
	} );
	const bytes = Buffer.byteLength( json );
	if ( bytes > MAX_EVENT_BYTES ) {
		return {
			id,
			code: 'event_too_large',
			message: `the event has ${ bytes } bytes; ${ MAX_EVENT_BYTES } are allowed.`,
		};
	}
	const { sequence } = event;
	return {
		entry: {
			id,
			channel: channel.name,
			json,
			...( typeof sequence === 'string' && { sequence } ),
		},
	};
}

function idOf( event: unknown ): string {
	const id = ( event as { id?: unknown } | null )?.id;
	return typeof id === 'string' ? id.slice( 0, 128 ) : '';
}

function explain( error: ErrorObject | undefined ): string {
	const where = error?.instancePath.slice( 1 ) || 'the event';
	const extra = error?.params.additionalProperty;
	return extra === undefined
		? `${ where } ${ error?.message ?? 'is not valid' }.`
		: `"${ String( extra ).slice( 0, 64 ) }" is no attribute of an event (a-z and 0-9, at most 20).`;
}
