import { Button, CheckboxControl } from '@wordpress/components';
import { useDispatch, useSelect } from '@wordpress/data';
import { __, sprintf } from '@wordpress/i18n';
import { chevronDown, chevronUp } from '@wordpress/icons';
import { EventSentence } from '../../components/event-sentence';
import { plainSentence } from '../../components/event-sentence/sentence';
import { RelativeTime } from '../../components/relative-time';
import { config } from '@realtime-events/client';
import { store } from '../store';
import type { Delivery } from '../types';
import { useTell } from '../use-tell';
import { canBeSentAgain, durationWords, untilWords } from '../words';
import { DeliveryDetails } from './delivery-details';
import { StateChip } from './state-chip';

interface Props {
	readonly delivery: Delivery;
	/** Milliseconds since 1970. */
	readonly now: number;
	readonly isOpen: boolean;
	readonly onToggle: () => void;
	readonly isChosen: boolean;
	readonly onChoose: () => void;
}

// state, event, attempts, when, took, answer, actions
const COLUMNS = 7;

/**
 * One delivery, and below it its details when they are asked for.
 *
 * @since 0.1.0
 */
export function DeliveryRow( {
	delivery,
	now,
	isOpen,
	onToggle,
	isChosen,
	onChoose,
}: Props ) {
	const { id, event, state, attempts, next_attempt: next } = delivery;
	const detailsId = `realtime-events-delivery-${ id }`;
	const name = event ? plainSentence( event, config ) : `#${ id }`;
	return (
		<>
			<tr className={ isOpen ? 'is-open' : undefined }>
				<td>
					<div className="realtime-events-deliveries-table__state">
						{ canBeSentAgain( delivery ) && (
							<CheckboxControl
								__nextHasNoMarginBottom
								aria-label={ sprintf(
									/* translators: %s: an event as a sentence. */
									__( 'Select: %s', 'realtime-events' ),
									name
								) }
								checked={ isChosen }
								onChange={ onChoose }
							/>
						) }
						<StateChip
							state={ state }
							is_sending={ delivery.is_sending }
						/>
					</div>
				</td>
				<th scope="row">
					{ event ? (
						<>
							<EventSentence event={ event } />
							<span className="realtime-events-hint">
								{ event.type }
							</span>
						</>
					) : (
						__(
							'An event that is no longer kept',
							'realtime-events'
						)
					) }
				</th>
				<td className="realtime-events-deliveries-table__more">
					{ attempts }
				</td>
				<td>
					{ next !== null && ! delivery.is_sending ? (
						untilWords( next, now )
					) : (
						<RelativeTime
							time={ delivery.acknowledged ?? delivery.created }
							now={ now }
						/>
					) }
				</td>
				<td className="realtime-events-deliveries-table__took">
					{ durationWords( delivery.duration_ms ) }
				</td>
				<td className="realtime-events-deliveries-table__more">
					<code>{ delivery.code === '' ? '–' : delivery.code }</code>
				</td>
				<td className="realtime-events-deliveries-table__actions">
					<RowActions delivery={ delivery } name={ name } />
					<Button
						size="compact"
						icon={ isOpen ? chevronUp : chevronDown }
						label={ sprintf(
							/* translators: %s: an event as a sentence. */
							__( 'Details: %s', 'realtime-events' ),
							name
						) }
						aria-expanded={ isOpen }
						aria-controls={ detailsId }
						onClick={ onToggle }
					/>
				</td>
			</tr>
			<tr id={ detailsId } hidden={ ! isOpen } className="is-details">
				<td colSpan={ COLUMNS }>
					{ isOpen && <DeliveryDetails delivery={ delivery } /> }
				</td>
			</tr>
		</>
	);
}

interface RowActionsProps {
	readonly delivery: Delivery;
	readonly name: string;
}

function RowActions( { delivery, name }: RowActionsProps ) {
	const { id, state, is_sending: isSending } = delivery;
	const isBusy = useSelect(
		( select ) => select( store ).isBusy( id ),
		[ id ]
	);
	const { replay, cancel } = useDispatch( store );
	const tell = useTell();
	const isWaiting = state === 'pending' || state === 'retrying';
	if ( isSending || ! ( isWaiting || canBeSentAgain( delivery ) ) ) {
		return null;
	}
	return (
		<Button
			size="compact"
			variant="tertiary"
			isBusy={ isBusy }
			disabled={ isBusy }
			accessibleWhenDisabled
			aria-label={
				isWaiting
					? sprintf(
							/* translators: %s: an event as a sentence. */
							__( 'Cancel: %s', 'realtime-events' ),
							name
						)
					: sprintf(
							/* translators: %s: an event as a sentence. */
							__( 'Send again: %s', 'realtime-events' ),
							name
						)
			}
			onClick={ async () =>
				tell(
					await ( isWaiting ? cancel( id ) : replay( id ) ),
					isWaiting
						? __(
								'Cancelled. It will not be sent.',
								'realtime-events'
							)
						: __(
								'It will be sent again at once.',
								'realtime-events'
							)
				)
			}
		>
			{ isWaiting
				? __( 'Cancel', 'realtime-events' )
				: __( 'Send again', 'realtime-events' ) }
		</Button>
	);
}
