import { useSelect } from '@wordpress/data';
import { PluginPostPublishPanel } from '@wordpress/editor';
import { useEffect, useState } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import { onEvents, store } from '@realtime-events/client';
import { LiveIcon } from './live-icon';
import type { EditedPost } from './use-post';

const TYPE = 'post.published';
const TEAM = 'editors';

/** How the announcement arrived here, which is how it arrived with everybody. */
interface Arrival {
	readonly event: string;
	readonly afterMs: number;
	/** Pushed by the hub, or found by asking the site. */
	readonly isPushed: boolean;
}

/**
 * After publishing: whether it was stored, sent and seen.
 *
 * @since 0.1.0
 */
export function PostPublish( { post }: { post: EditedPost | null } ) {
	const [ arrival, setArrival ] = useState< Arrival | null >( null );
	const { phase, team } = useSelect( ( select ) => {
		const { getConnection, getPresence } = select( store );
		return {
			phase: getConnection().phase,
			team: getPresence( TEAM ).count,
		};
	}, [] );
	const subject = post?.subject ?? null;
	useEffect(
		() =>
			onEvents( ( events ) => {
				const published = events.find(
					( event ) =>
						event.subject === subject && event.type === TYPE
				);
				if ( published ) {
					setArrival( {
						event: published.id,
						afterMs: Math.max(
							0,
							Date.now() - Date.parse( published.time )
						),
						isPushed: phase === 'live',
					} );
				}
			} ),
		[ subject, phase ]
	);
	return (
		<PluginPostPublishPanel
			title={ __( 'Announcement', 'realtime-events' ) }
			icon={ <LiveIcon /> }
			initialOpen
		>
			<ol className="realtime-events-steps" aria-live="polite">
				<Step isDone={ arrival !== null }>
					{ __( 'Stored', 'realtime-events' ) }
				</Step>
				<Step isDone={ arrival?.isPushed ?? false }>
					{ arrival?.isPushed
						? sprintf(
								/* translators: %d: milliseconds. */
								__( 'Delivered (%d ms)', 'realtime-events' ),
								arrival.afterMs
							)
						: __( 'Delivered', 'realtime-events' ) }
				</Step>
				<Step isDone={ arrival !== null && team > 0 }>
					{ team > 0
						? sprintf(
								/* translators: %d: number of people. */
								_n(
									'Shown to %d person of your team',
									'Shown to %d people of your team',
									team,
									'realtime-events'
								),
								team
							)
						: __( 'Shown', 'realtime-events' ) }
				</Step>
			</ol>
			{ arrival !== null && ! arrival.isPushed && (
				<p>
					{ __(
						'Your hub is not answering. It is sent as soon as the hub is back.',
						'realtime-events'
					) }
				</p>
			) }
		</PluginPostPublishPanel>
	);
}

function Step( {
	isDone,
	children,
}: {
	isDone: boolean;
	children: React.ReactNode;
} ) {
	return (
		<li className={ isDone ? 'is-done' : undefined }>
			<span aria-hidden="true">{ isDone ? '✓' : '…' }</span> { children }
			{ ! isDone && (
				<span className="screen-reader-text">
					{ __( '(waiting)', 'realtime-events' ) }
				</span>
			) }
		</li>
	);
}
