import { __, sprintf } from '@wordpress/i18n';
import type { CloudEvent } from '@realtime-events/client';
import { fieldName, fieldValue } from '../field-value';

/**
 * How an event looks to one kind of people: a row of `GET /events/{id}/audiences`.
 *
 * @since 0.1.0
 */
export interface Audience {
	/** A role, or `visitor`. */
	readonly id: string;
	readonly label: string;
	/** `own`: only whom it is for or about. */
	readonly sees: 'all' | 'public' | 'own' | 'nothing';
	readonly data: Readonly< Record< string, unknown > > | null;
	/** Fields that are kept back. */
	readonly hidden: readonly string[];
}

/** @since 0.1.0 */
export interface FieldView {
	readonly name: string;
	readonly label: string;
	/** Null where it is kept back. */
	readonly value: string | null;
}

/** In two words, for the list of kinds of people. */
export function verdict( { sees, hidden }: Audience ): string {
	switch ( sees ) {
		case 'all':
			return hidden.length === 0
				? __( 'Everything', 'realtime-events' )
				: __( 'A part', 'realtime-events' );
		case 'public':
			return __( 'The public part', 'realtime-events' );
		case 'own':
			return __( 'Only their own', 'realtime-events' );
		case 'nothing':
			return __( 'Nothing', 'realtime-events' );
	}
}

/** In a sentence, above the fields. */
export function explanation(
	{ label, sees }: Audience,
	channel: string
): string {
	switch ( sees ) {
		case 'all':
			return sprintf(
				/* translators: 1: a role like Editor, 2: name of a channel like editors. */
				__(
					'%1$s: may listen to the channel “%2$s” and gets the event as it is.',
					'realtime-events'
				),
				label,
				channel
			);
		case 'public':
			return sprintf(
				/* translators: %s: a role like Editor, or Visitor. */
				__(
					'%s: gets the public part alone, as an event of its own.',
					'realtime-events'
				),
				label
			);
		case 'own':
			return sprintf(
				/* translators: %s: a role like Editor. */
				__(
					'%s: gets it only where it is for or about this very person.',
					'realtime-events'
				),
				label
			);
		case 'nothing':
			return sprintf(
				/* translators: %s: a role like Subscriber, or Visitor. */
				__( '%s: does not learn that it happened.', 'realtime-events' ),
				label
			);
	}
}

/**
 * Each field of an event as one kind of people sees it, in the event's own order.
 *
 * @since 0.1.0
 */
export function fieldsFor(
	event: CloudEvent,
	{ data }: Audience
): FieldView[] {
	return Object.entries( event.data ).map( ( [ name, value ] ) => ( {
		name,
		label: fieldName( name ),
		value: data && Object.hasOwn( data, name ) ? fieldValue( value ) : null,
	} ) );
}
