import { __ } from '@wordpress/i18n';
import type { CloudEvent, Config } from '@realtime-events/client';
import { fieldName, fieldValue, severityWords } from '../components';

/** @since 0.1.0 */
export interface Fact {
	readonly term: string;
	readonly value: string;
}

/** @since 0.1.0 */
export interface FieldChange {
	readonly field: string;
	readonly before: string;
	readonly after: string;
}

/** A field with this prefix holds what the field without it was. */
const PREVIOUS = 'previous_';

/**
 * What the envelope says.
 *
 * @since 0.1.0
 */
export function envelopeFacts(
	event: CloudEvent,
	{ types }: Pick< Config, 'types' >
): Fact[] {
	const facts: Array< [ string, string | undefined ] > = [
		[
			__( 'Type', 'realtime-events' ),
			types[ event.type ]
				? `${ types[ event.type ]?.label } (${ event.type })`
				: event.type,
		],
		[
			__( 'Severity', 'realtime-events' ),
			severityWords()[ event.severity ],
		],
		[ __( 'Who', 'realtime-events' ), event.actorname ],
		[ __( 'About', 'realtime-events' ), event.subject ],
		[ __( 'Channel', 'realtime-events' ), event.channel ],
		[ __( 'Came in by', 'realtime-events' ), event.origin ],
		[ __( 'Number', 'realtime-events' ), event.sequence ],
	];
	return facts.flatMap( ( [ term, value ] ) =>
		value ? [ { term, value } ] : []
	);
}

/**
 * What the event carries, without what {@link changesIn} tells better.
 *
 * @since 0.1.0
 */
export function dataFacts( { data }: CloudEvent ): Fact[] {
	const told = new Set(
		changesIn( data ).flatMap( ( { field } ) => [
			field,
			`${ PREVIOUS }${ field }`,
		] )
	);
	return Object.entries( data )
		.filter( ( [ field ] ) => ! told.has( field ) )
		.map( ( [ field, value ] ) => ( {
			term: fieldName( field ),
			value: fieldValue( value ),
		} ) )
		.filter( ( { value } ) => value !== '' );
}

/**
 * What was one thing and became another.
 *
 * @since 0.1.0
 */
export function changesIn( data: CloudEvent[ 'data' ] ): FieldChange[] {
	return Object.keys( data )
		.filter( ( name ) => name.startsWith( PREVIOUS ) )
		.map( ( name ) => {
			const field = name.slice( PREVIOUS.length );
			return {
				field,
				before: fieldValue( data[ name ] ),
				after: fieldValue( data[ field ] ),
			};
		} )
		.filter(
			( { before, after } ) => before !== after && ( before || after )
		);
}
