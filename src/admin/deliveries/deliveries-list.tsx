import { Button, Spinner } from '@wordpress/components';
import { useDispatch, useSelect } from '@wordpress/data';
import { __, _n, sprintf } from '@wordpress/i18n';
import { cautionFilled, send } from '@wordpress/icons';
import { MessagePanel } from '../components/message-panel';
import { config } from '@realtime-events/client';
import { isEverything } from './query';
import { store } from './store';
import { DeliveryTable } from './table/delivery-table';
import { useTell } from './use-tell';

interface Props {
	/** Shows all again. */
	readonly onClear: () => void;
}

/**
 * The table, or what stands in its place and where to go from there.
 *
 * @since 0.1.0
 */
export function DeliveriesList( { onClear }: Props ) {
	const { status, problem, query, isEmpty, waiting } = useSelect(
		( select ) => {
			const selectors = select( store );
			return {
				status: selectors.getStatus(),
				problem: selectors.getProblem(),
				query: selectors.getQuery(),
				isEmpty: selectors.getItems().length === 0,
				waiting: selectors.getWaitingCount(),
			};
		},
		[]
	);
	const { load, showWaiting } = useDispatch( store );

	if ( status === 'failed' ) {
		return (
			<MessagePanel
				isAlert
				icon={ cautionFilled }
				title={ __(
					'The deliveries could not be read',
					'realtime-events'
				) }
				action={
					<Button
						__next40pxDefaultSize
						variant="primary"
						onClick={ () => void load( query ) }
					>
						{ __( 'Try again', 'realtime-events' ) }
					</Button>
				}
			>
				<p>{ problem }</p>
			</MessagePanel>
		);
	}
	if ( status === 'loading' && isEmpty ) {
		return (
			<div className="realtime-events-deliveries__loading" role="status">
				<Spinner />
				<span className="screen-reader-text">
					{ __( 'Loading the deliveries…', 'realtime-events' ) }
				</span>
			</div>
		);
	}
	if ( isEmpty ) {
		return isEverything( query ) ? (
			<NothingYet />
		) : (
			<MessagePanel
				icon={ send }
				title={ __( 'No delivery is like that', 'realtime-events' ) }
				action={
					<Button
						__next40pxDefaultSize
						variant="secondary"
						onClick={ onClear }
					>
						{ __( 'Show all', 'realtime-events' ) }
					</Button>
				}
			/>
		);
	}
	return (
		<>
			<div role="status" className="realtime-events-deliveries__waiting">
				{ waiting > 0 && (
					<Button
						size="compact"
						variant="secondary"
						onClick={ () => void showWaiting() }
					>
						{ sprintf(
							/* translators: %d: number of deliveries. */
							_n(
								'Show %d new delivery',
								'Show %d new deliveries',
								waiting,
								'realtime-events'
							),
							waiting
						) }
					</Button>
				) }
			</div>
			<DeliveryTable />
			<Older />
		</>
	);
}

function NothingYet() {
	const { title, next, words } = config.configured
		? {
				title: __( 'Nothing has been sent yet', 'realtime-events' ),
				next: __( 'Send a test event', 'realtime-events' ),
				words: __(
					'As soon as something happens on your site, its way to the server is shown here. The test of the connection sends an event at once.',
					'realtime-events'
				),
			}
		: {
				title: __( 'There is no server to send to', 'realtime-events' ),
				next: __( 'Connect a server', 'realtime-events' ),
				words: __(
					'Events are recorded all the same, and screens look for them every few seconds.',
					'realtime-events'
				),
			};
	return (
		<MessagePanel
			icon={ send }
			title={ title }
			action={
				<Button
					__next40pxDefaultSize
					variant="primary"
					href={ config.urls.settings }
				>
					{ next }
				</Button>
			}
		>
			<p>{ words }</p>
		</MessagePanel>
	);
}

function Older() {
	const { hasOlder, isLoading } = useSelect( ( select ) => {
		const selectors = select( store );
		return {
			hasOlder: selectors.hasOlder(),
			isLoading: selectors.isLoadingOlder(),
		};
	}, [] );
	const { loadOlder } = useDispatch( store );
	const tell = useTell();
	if ( ! hasOlder ) {
		return null;
	}
	return (
		<div className="realtime-events-deliveries__older">
			<Button
				__next40pxDefaultSize
				variant="secondary"
				isBusy={ isLoading }
				disabled={ isLoading }
				accessibleWhenDisabled
				onClick={ async () => {
					const result = await loadOlder();
					if ( ! result.ok ) {
						tell( result, '' );
					}
				} }
			>
				{ __( 'Show older deliveries', 'realtime-events' ) }
			</Button>
		</div>
	);
}
