import { PluginPostPublishPanel } from '@wordpress/editor';
import { __ } from '@wordpress/i18n';
import { config } from '@realtime-events/client';
import { stepsOf, type Step } from './announcement';
import type { Arrivals } from './arrivals';
import { LiveIcon } from './live-icon';
import { useAnnouncement } from './use-announcement';
import { useArrivals } from './use-arrivals';
import type { EditedPost } from './use-post';

const MARKS: Record< Step[ 'state' ], string > = {
	done: '✓',
	waiting: '…',
	failed: '✕',
};

/**
 * After publishing: whether it was stored, sent and seen.
 *
 * @since 0.1.0
 */
export function PostPublish( { post }: { post: EditedPost | null } ) {
	// Here and not in the panel: the news may be faster than the panel.
	const arrivals = useArrivals( post?.subject ?? null );
	return (
		<PluginPostPublishPanel
			title={ __( 'Announcement', 'realtime-events' ) }
			icon={ <LiveIcon /> }
			initialOpen
		>
			<Steps postId={ post?.id ?? null } arrivals={ arrivals } />
		</PluginPostPublishPanel>
	);
}

function Steps( {
	postId,
	arrivals,
}: {
	postId: number | null;
	arrivals: Arrivals;
} ) {
	const announcement = useAnnouncement(
		postId,
		arrivals.visitors?.event ?? arrivals.team?.event ?? null
	);
	if ( announcement === 'none' ) {
		return (
			<p>{ __( 'This post was not announced.', 'realtime-events' ) }</p>
		);
	}
	const steps = stepsOf( announcement, arrivals );
	const isFailed = steps.some( ( { state } ) => state === 'failed' );
	return (
		<>
			<ol className="realtime-events-steps" aria-live="polite">
				{ steps.map( ( { name, state, text } ) => (
					<li key={ name } className={ `is-${ state }` }>
						<span
							className="realtime-events-steps__mark"
							aria-hidden="true"
						>
							{ MARKS[ state ] }
						</span>
						<span>
							{ text }
							{ state === 'waiting' && (
								<span className="screen-reader-text">
									{ ' ' }
									{ __( '(waiting)', 'realtime-events' ) }
								</span>
							) }
						</span>
					</li>
				) ) }
			</ol>
			{ isFailed && config.can.manage && (
				<p>
					<a href={ config.urls.deliveries }>
						{ __( 'Look at deliveries', 'realtime-events' ) }
					</a>
				</p>
			) }
		</>
	);
}
