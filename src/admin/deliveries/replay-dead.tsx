import { Button } from '@wordpress/components';
import { useDispatch, useSelect } from '@wordpress/data';
import { useState } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import { ConfirmModal } from '../components/confirm-modal';
import { store } from './store';
import { useTell } from './use-tell';

/**
 * Sends again all that was given up.
 *
 * @since 0.1.0
 */
export function ReplayDead() {
	const { dead, search, isRunning } = useSelect( ( select ) => {
		const selectors = select( store );
		return {
			dead: selectors.getHealth()?.counts.dead ?? 0,
			search: selectors.getQuery().search.trim(),
			isRunning: selectors.isReplayingDead(),
		};
	}, [] );
	const { replayDead, refresh } = useDispatch( store );
	const tell = useTell();
	const [ isAsking, setAsking ] = useState( false );
	if ( dead === 0 && ! isRunning ) {
		return null;
	}
	const run = async () => {
		setAsking( false );
		const result = await replayDead();
		tell(
			result,
			sprintf(
				/* translators: %d: number of deliveries. */
				_n(
					'%d delivery will be sent again.',
					'%d deliveries will be sent again.',
					result.replayed,
					'realtime-events'
				),
				result.replayed
			)
		);
		await refresh();
	};
	return (
		<>
			<Button
				__next40pxDefaultSize
				variant="secondary"
				isBusy={ isRunning }
				disabled={ isRunning }
				accessibleWhenDisabled
				onClick={ () => setAsking( true ) }
			>
				{ __( 'Send all given-up again', 'realtime-events' ) }
			</Button>
			{ isAsking && (
				<ConfirmModal
					title={ __(
						'Send all that was given up again?',
						'realtime-events'
					) }
					message={
						search === ''
							? __(
									'Each is sent as it was when it happened. Screens that already have an event do not show it twice.',
									'realtime-events'
								)
							: sprintf(
									/* translators: %s: what was searched for. */
									__(
										'Only those that your search “%s” finds. Each is sent as it was when it happened.',
										'realtime-events'
									),
									search
								)
					}
					confirmLabel={ __( 'Send again', 'realtime-events' ) }
					onConfirm={ () => void run() }
					onCancel={ () => setAsking( false ) }
				/>
			) }
		</>
	);
}
