import { useSelect } from '@wordpress/data';
import { PluginPostPublishPanel } from '@wordpress/editor';
import { useEffect, useState } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import { config, onEvents, store } from '@realtime-events/client';
import { publication } from './about-post';
import { facts } from './facts';
import { LiveIcon } from './live-icon';
import { useIsSilent } from './use-silent';
import type { EditedPost } from './use-post';

const TEAM = 'editors';
const EVERYBODY = 'public';

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
	const isSilent = useIsSilent();
	const audience = facts.isPublic && ! isSilent ? EVERYBODY : TEAM;
	const { phase, shownTo } = useSelect(
		( select ) => {
			const { getConnection, getPresence } = select( store );
			return {
				phase: getConnection().phase,
				shownTo: getPresence( audience ).count,
			};
		},
		[ audience ]
	);
	const subject = post?.subject ?? null;
	useEffect(
		() =>
			onEvents( ( events ) => {
				const published = publication( events, subject );
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
				<Step isDone={ arrival !== null && shownTo > 0 }>
					{ shownTo > 0
						? sprintf(
								/* translators: %d: number of people. */
								_n(
									'Shown to %d person',
									'Shown to %d people',
									shownTo,
									'realtime-events'
								),
								shownTo
							)
						: __( 'Shown', 'realtime-events' ) }
				</Step>
			</ol>
			{ arrival !== null && ! arrival.isPushed && (
				<p>
					{ config.configured
						? __(
								'Your hub is not answering. It is sent as soon as the hub is back.',
								'realtime-events'
							)
						: __(
								'No hub is set up: others see it as soon as their page asks.',
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
