import { useSelect } from '@wordpress/data';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { useNow } from '../../components/use-now';
import { store } from '../store';
import { canBeSentAgain } from '../words';
import { DeliveryRow } from './delivery-row';
import { SelectionBar } from './selection-bar';

const TICK_MS = 1_000;

/**
 * The deliveries, one a row. One row at a time shows its details.
 *
 * @since 0.1.0
 */
export function DeliveryTable() {
	const { items, status } = useSelect( ( select ) => {
		const selectors = select( store );
		return { items: selectors.getItems(), status: selectors.getStatus() };
	}, [] );
	const [ openId, setOpenId ] = useState< number | null >( null );
	const [ chosen, setChosen ] = useState< readonly number[] >( [] );
	const chosenShown = items
		.filter(
			( delivery ) =>
				chosen.includes( delivery.id ) && canBeSentAgain( delivery )
		)
		.map( ( { id } ) => id );
	const now = useNow(
		TICK_MS,
		items.some( ( { next_attempt: next } ) => next !== null )
	);
	return (
		<>
			<SelectionBar
				ids={ chosenShown }
				onClear={ () => setChosen( [] ) }
			/>
			<table
				className="realtime-events-deliveries-table"
				aria-busy={ status === 'loading' }
			>
				<caption className="screen-reader-text">
					{ __( 'Deliveries, newest first', 'realtime-events' ) }
				</caption>
				<thead>
					<tr>
						<th scope="col">
							{ __( 'State', 'realtime-events' ) }
						</th>
						<th scope="col">
							{ __( 'Event', 'realtime-events' ) }
						</th>
						<th
							scope="col"
							className="realtime-events-deliveries-table__more"
						>
							{ __( 'Attempts', 'realtime-events' ) }
						</th>
						<th scope="col">{ __( 'When', 'realtime-events' ) }</th>
						<th
							scope="col"
							className="realtime-events-deliveries-table__took"
						>
							{ __( 'Took', 'realtime-events' ) }
						</th>
						<th
							scope="col"
							className="realtime-events-deliveries-table__more"
						>
							{ __( 'Answer', 'realtime-events' ) }
						</th>
						<th scope="col">
							<span className="screen-reader-text">
								{ __( 'Actions', 'realtime-events' ) }
							</span>
						</th>
					</tr>
				</thead>
				<tbody>
					{ items.map( ( delivery ) => (
						<DeliveryRow
							key={ delivery.id }
							delivery={ delivery }
							now={ now }
							isOpen={ delivery.id === openId }
							onToggle={ () =>
								setOpenId(
									delivery.id === openId ? null : delivery.id
								)
							}
							isChosen={ chosenShown.includes( delivery.id ) }
							onChoose={ () =>
								setChosen( ( ids ) =>
									ids.includes( delivery.id )
										? ids.filter(
												( id ) => id !== delivery.id
											)
										: [ ...ids, delivery.id ]
								)
							}
						/>
					) ) }
				</tbody>
			</table>
		</>
	);
}
