import { __ } from '@wordpress/i18n';
import type { CloudEvent } from '../../protocol';
import { itemFrom, type Item, type Templates } from '../shared/item';
import { editorData, tellsOf } from './offered-types';

/** What a block without any type has to show for itself. */
const ANY_TYPE = 'site.announcement';

/**
 * Made-up events of the types that a block tells of, in the block's own words.
 *
 * @since 0.1.0
 *
 * @param chosen    Types out of the block's attributes.
 * @param sentences Sentences out of the block's attributes.
 * @param timeText  Says a moment.
 * @param count     How many.
 * @param now       When the first happened, in ms since 1970.
 * @param stepMs    How much later the next one happened; negative: earlier.
 */
export function sampleItems(
	chosen: readonly string[],
	sentences: Templates,
	timeText: ( time: string ) => string,
	count: number,
	now: number,
	stepMs: number
): Item[] {
	const types = tellsOf( chosen );
	const names = types.length > 0 ? types : [ ANY_TYPE ];
	return Array.from( { length: count }, ( _, index ) => {
		const type = names[ index % names.length ] ?? ANY_TYPE;
		const offered = editorData().types[ type ];
		const sentence = sentences[ type ] || offered?.sentence || '{message}';
		return itemFrom(
			sampleEvent( type, index, now + index * stepMs ),
			{ [ type ]: sentence },
			timeText,
			window.location.href
		);
	} ).filter( ( item ) => item !== null );
}

function sampleEvent( type: string, index: number, time: number ): CloudEvent {
	const titles = [
		__( 'A slow Sunday bread', 'realtime-events' ),
		__( 'Five walks by the river', 'realtime-events' ),
		__( 'What we learned this year', 'realtime-events' ),
	];
	const title = titles[ index % titles.length ];
	return {
		specversion: '1.0',
		id: `sample-${ index }-${ time }`,
		source: window.location.origin,
		type,
		time: new Date( time ).toISOString(),
		data: {
			title,
			product: title,
			name: title,
			post_title: title,
			message: __( 'We open an hour later today', 'realtime-events' ),
			firstname: __( 'Ada', 'realtime-events' ),
			count: 3,
			stock: 3,
			url: '#',
		},
		channel: 'public',
		severity: type.startsWith( 'post.' ) ? 'success' : 'info',
		actorname: __( 'Ada', 'realtime-events' ),
	};
}
