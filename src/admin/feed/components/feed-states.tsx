import { Button } from '@wordpress/components';
import { useDispatch, useSelect } from '@wordpress/data';
import { __ } from '@wordpress/i18n';
import { caution, lock, megaphone, scheduled, search } from '@wordpress/icons';
import { config, store } from '@realtime-events/client';
import { EVERYTHING, isEverything } from '../../../store/query';
import { MessagePanel } from '../../components';

/**
 * There is nothing to show: none yet, or none that the filter lets through.
 */
export function EmptyFeed() {
	const query = useSelect( ( select ) => select( store ).getQuery(), [] );
	const { setQuery } = useDispatch( store );
	if ( ! isEverything( query ) ) {
		return (
			<MessagePanel
				icon={ search }
				title={ __(
					'Nothing matches these filters',
					'realtime-events'
				) }
				action={
					<Button
						variant="secondary"
						size="compact"
						onClick={ () => void setQuery( EVERYTHING ) }
					>
						{ __( 'Clear filters', 'realtime-events' ) }
					</Button>
				}
			>
				<p>
					{ __(
						'New events that match appear here by themselves.',
						'realtime-events'
					) }
				</p>
			</MessagePanel>
		);
	}
	return (
		<MessagePanel
			icon={ megaphone }
			title={ __( 'Waiting for the first event', 'realtime-events' ) }
			action={
				config.can.write && (
					<Button
						variant="primary"
						size="compact"
						href={ `${ config.urls.admin }post-new.php` }
					>
						{ __( 'Write a post', 'realtime-events' ) }
					</Button>
				)
			}
		>
			<p>
				{ config.can.write
					? __(
							'Publish a post, or change one, and it shows up here without a reload.',
							'realtime-events'
						)
					: __(
							'Leave this page open: what happens shows up here without a reload.',
							'realtime-events'
						) }
			</p>
		</MessagePanel>
	);
}

/**
 * In the hour that is played nothing has happened by then.
 */
export function NothingYet() {
	return (
		<MessagePanel
			icon={ scheduled }
			title={ __( 'Nothing has happened yet', 'realtime-events' ) }
		>
			<p>
				{ __(
					'Move the position on, or choose another hour.',
					'realtime-events'
				) }
			</p>
		</MessagePanel>
	);
}

interface ProblemProps {
	readonly onRetry: () => void;
}

/**
 * The history could not be read.
 */
export function FeedProblem( { onRetry }: ProblemProps ) {
	const problem = useSelect( ( select ) => select( store ).getProblem(), [] );
	return (
		<MessagePanel
			icon={ caution }
			title={ __( 'The events could not be loaded', 'realtime-events' ) }
			isAlert
			action={
				<Button variant="primary" size="compact" onClick={ onRetry }>
					{ __( 'Try again', 'realtime-events' ) }
				</Button>
			}
		>
			<p>
				{ problem?.message ||
					__(
						'Your site didn’t answer. Check that you are online.',
						'realtime-events'
					) }
			</p>
			{ problem && (
				<p>
					<code>{ problem.code }</code>
				</p>
			) }
		</MessagePanel>
	);
}

/**
 * This user may not see events, or is no longer signed in.
 */
export function NoPermission( { onRetry }: ProblemProps ) {
	const problem = useSelect( ( select ) => select( store ).getProblem(), [] );
	const isSignedOut = problem?.status === 401;
	return (
		<MessagePanel
			icon={ lock }
			title={
				isSignedOut
					? __( 'You are signed out', 'realtime-events' )
					: __( 'You may not see events', 'realtime-events' )
			}
			isAlert
			action={
				isSignedOut ? (
					<Button
						variant="primary"
						size="compact"
						onClick={ () => window.location.reload() }
					>
						{ __( 'Sign in again', 'realtime-events' ) }
					</Button>
				) : (
					<>
						<Button
							variant="primary"
							size="compact"
							onClick={ onRetry }
						>
							{ __( 'Try again', 'realtime-events' ) }
						</Button>
						<Button
							variant="secondary"
							size="compact"
							href={ config.urls.admin }
						>
							{ __( 'Go to the Dashboard', 'realtime-events' ) }
						</Button>
					</>
				)
			}
		>
			<p>
				{ isSignedOut
					? __(
							'Your session has ended. After signing in, you are back here.',
							'realtime-events'
						)
					: __(
							'Ask an administrator for the right to view realtime events, then try again.',
							'realtime-events'
						) }
			</p>
		</MessagePanel>
	);
}
