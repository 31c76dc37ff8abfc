import { dateI18n, getSettings } from '@wordpress/date';
import { memo } from '@wordpress/element';
import { timeWords } from './words';

interface Props {
	/** RFC 3339. */
	readonly time: string;
	/** In ms since 1970; whoever shows many of them ticks once for all. */
	readonly now: number;
}

/**
 * When it was, in a word; the exact moment on hover and for screen readers.
 *
 * @since 0.1.0
 */
export const RelativeTime = memo( ( { time, now }: Props ) => {
	const { formats } = getSettings();
	const exact = dateI18n( `${ formats.date } H:i:s`, time, undefined );
	return (
		<time
			className="realtime-events-time"
			dateTime={ time }
			title={ exact }
		>
			<span aria-hidden="true">{ timeWords( time, now ) }</span>
			<span className="screen-reader-text">{ exact }</span>
		</time>
	);
} );
