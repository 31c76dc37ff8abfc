import { Button, Dropdown } from '@wordpress/components';
import { useSelect } from '@wordpress/data';
import { __, sprintf } from '@wordpress/i18n';
import { config, retry, store } from '@realtime-events/client';
import { useNow } from '../use-now';
import { ConnectionDetails } from './details';
import { connectionWords } from './words';

const TICK_MS = 1_000;

/**
 * Whether it is live, and if not why: readable in half a second, on every
 * screen in the same place.
 *
 * @since 0.1.0
 */
export function ConnectionPill() {
	const { state, lastEventTime } = useSelect( ( select ) => {
		const { getConnection, getItems } = select( store );
		return {
			state: getConnection(),
			lastEventTime: getItems()[ 0 ]?.time ?? null,
		};
	}, [] );
	// Only a countdown has to be drawn every second.
	const now = useNow( TICK_MS, state.retryAt !== null );
	const words = connectionWords( state, now );
	return (
		<Dropdown
			className="realtime-events-pill"
			contentClassName="realtime-events-pill__popover"
			popoverProps={ { placement: 'bottom-start', offset: 8 } }
			renderToggle={ ( { isOpen, onToggle } ) => (
				<Button
					className={ `realtime-events-pill__toggle is-${ words.tone }` }
					aria-expanded={ isOpen }
					aria-label={ sprintf(
						/* translators: %s: state of the connection, like “Live”. */
						__(
							'Connection: %s. Show details.',
							'realtime-events'
						),
						words.label
					) }
					onClick={ onToggle }
					size="compact"
				>
					<span
						className={ `realtime-events-pill__dot is-${ state.phase }` }
						aria-hidden="true"
					/>
					{ words.label }
				</Button>
			) }
			renderContent={ ( { onClose } ) => (
				<>
					<p className="realtime-events-pill__explanation">
						{ words.explanation }
					</p>
					<ConnectionDetails
						state={ state }
						lastEventTime={ lastEventTime }
					/>
					<div className="realtime-events-pill__actions">
						{ words.canRetry && (
							<Button
								variant="primary"
								size="compact"
								onClick={ () => {
									retry();
									onClose();
								} }
							>
								{ __( 'Retry now', 'realtime-events' ) }
							</Button>
						) }
						{ config.can.manage && state.phase !== 'live' && (
							<Button
								variant="secondary"
								size="compact"
								href={ `${ config.urls.settings }#doctor` }
							>
								{ __( 'Run the doctor', 'realtime-events' ) }
							</Button>
						) }
					</div>
				</>
			) }
		/>
	);
}
