import { registerBlockBindingsSource } from '@wordpress/blocks';
import { __, sprintf } from '@wordpress/i18n';
import { editorData, toldTypes } from '../editing/offered-types';
import { sampleText, type LiveValueSettings } from './sample';

/** As includes/blocks/class-value-binding.php registers it on the server. */
const SOURCE = 'realtime-events/value';

/** A value that the editor lets one pick. @since 0.1.0 */
export interface Field {
	readonly label: string;
	readonly type: 'string';
	readonly args: LiveValueSettings;
}

/**
 * The live values that a paragraph, a heading or a button can be bound to.
 *
 * @since 0.1.0
 */
export function liveValues(): Field[] {
	const { hasShop } = editorData();
	const value = ( label: string, args: LiveValueSettings ): Field => ( {
		label,
		type: 'string',
		args,
	} );
	return [
		value( __( 'People on this page', 'realtime-events' ), {
			counts: 'page',
		} ),
		value( __( 'People on the site', 'realtime-events' ), {
			counts: 'site',
		} ),
		value( __( 'Comments of this post', 'realtime-events' ), {
			counts: 'comments',
		} ),
		...( hasShop
			? [
					value( __( 'Stock of this product', 'realtime-events' ), {
						counts: 'stock',
					} ),
				]
			: [] ),
		...toldTypes()
			.filter( ( [ , { isPublic } ] ) => isPublic )
			.map( ( [ eventType, { label } ] ) =>
				value(
					sprintf(
						/* translators: %s: name of an event type, for example "Post published". */
						__( 'Today: %s', 'realtime-events' ),
						label
					),
					{ counts: 'events', eventType }
				)
			),
	];
}

/**
 * The same list for as long as the page lives: the editor asks at every turn,
 * and compares what it gets.
 */
let offered: Field[] | null = null;

/**
 * Registers the source with the editor. Before WordPress 6.9 it cannot offer
 * values to pick; a bound block is shown as it will look all the same.
 *
 * @since 0.1.0
 */
export function registerLiveValues(): void {
	const source = {
		name: SOURCE,
		label: __( 'Live value', 'realtime-events' ),
		getValues: ( {
			bindings,
		}: {
			bindings: Record< string, { args?: LiveValueSettings } >;
		} ) =>
			Object.fromEntries(
				Object.entries( bindings ).map( ( [ attribute, { args } ] ) => [
					attribute,
					sampleText( args ?? {} ),
				] )
			),
		canUserEditValue: () => false,
		...( editorData().canPickValues && {
			getFieldsList: () => ( offered ??= liveValues() ),
		} ),
	};
	registerBlockBindingsSource(
		source as unknown as Parameters<
			typeof registerBlockBindingsSource
		>[ 0 ]
	);
}
