import { __ } from '@wordpress/i18n';

/**
 * Says of a post that it is not known who is at it: nobody there would be another thing.
 *
 * @since 0.1.0
 *
 * @param props
 * @param props.code Why the hub does not tell.
 */
export function NotWatched( { code }: { readonly code: string } ) {
	if ( code === 'channel_limit' ) {
		return (
			<span className="realtime-events-here__does">
				{ __(
					'Not watched: this browser has too many posts open.',
					'realtime-events'
				) }
			</span>
		);
	}
	return (
		<>
			<span aria-hidden="true">—</span>
			<span className="screen-reader-text">
				{ __( 'It is not known who is here.', 'realtime-events' ) }
			</span>
		</>
	);
}
