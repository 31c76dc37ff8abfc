import { dateI18n, getSettings } from '@wordpress/date';
import { config } from '@realtime-events/client';
import type { CloudEvent } from '@realtime-events/client';
import { plainSentence, severityWords } from '../../components';
import { permalinkOf } from '../address';

/** An event in words, for where it is taken to. */
export interface EventLines {
	readonly sentence: string;
	/** When and for whom. */
	readonly facts: string;
}

/**
 * An event in words, as its row has them.
 *
 * @since 0.1.0
 */
export function linesOf( event: CloudEvent ): EventLines {
	const { formats } = getSettings();
	const isLoud = event.severity === 'warning' || event.severity === 'error';
	return {
		sentence: [
			...( isLoud ? [ `${ severityWords()[ event.severity ] }:` ] : [] ),
			plainSentence( event, config ),
		].join( ' ' ),
		facts: [
			dateI18n( `${ formats.date } H:i:s`, event.time, undefined ),
			event.channel,
			...( event.origin ? [ event.origin ] : [] ),
		].join( ' · ' ),
	};
}

/**
 * An event as plain text with its address, for a message or a ticket.
 *
 * @since 0.1.0
 */
export function textOf( event: CloudEvent ): string {
	const { sentence, facts } = linesOf( event );
	return [ sentence, facts, permalinkOf( event.id ) ].join( '\n' );
}
