import { memo } from '@wordpress/element';
import { config } from '@realtime-events/client';
import type { CloudEvent } from '@realtime-events/client';
import { sentenceOf } from './sentence';

interface Props {
	readonly event: CloudEvent;
}

/**
 * An event as a sentence: who and what are bold, and links where they lead
 * somewhere.
 *
 * @since 0.1.0
 */
export const EventSentence = memo( ( { event }: Props ) => {
	return (
		// WordPress would put pictures in the place of emoji that React has to find again.
		<span className="realtime-events-sentence wp-exclude-emoji" dir="auto">
			{ sentenceOf( event, config ).map(
				( { kind, text, href }, index ) => {
					if ( kind === 'text' ) {
						return <span key={ index }>{ text }</span>;
					}
					return href === null ? (
						<strong key={ index }>
							<bdi>{ text }</bdi>
						</strong>
					) : (
						<a key={ index } href={ href }>
							<bdi>{ text }</bdi>
						</a>
					);
				}
			) }
		</span>
	);
} );
