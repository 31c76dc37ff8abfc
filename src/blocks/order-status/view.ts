import {
	getContext,
	getElement,
	store,
	withScope,
} from '@wordpress/interactivity';
import { connectWhenSeen, whenSeen } from '../shared/connect';
import { browserTimers } from '../shared/timers';
import { clockTime, pageLanguage } from '../shared/when';
import { askForOrder } from './ask';
import { OrderWatch, type OrderState } from './order-watch';

const NAMESPACE = 'realtime-events/order-status';

/** The sentence in which WooCommerce itself says how the order stands. */
const SAID_BY_WOOCOMMERCE = '.woocommerce-MyAccount-content mark.order-status';

/** What includes/blocks/orders/class-order-status-block.php hands over. */
interface OrderContext {
	order: number;
	status: string;
	label: string;
	isAccounts: boolean;
	hasChanged: boolean;
	changed: string;
	/** What a screen reader says next. */
	spoken: string;
	/** Sentences with `%s` for the time, and for the status. */
	changedAt: string;
	isNow: string;
	route: string;
	nonceRoute: string;
}

store( NAMESPACE, {
	callbacks: {
		start: () => {
			const block = getElement().ref;
			const context = getContext< OrderContext >();
			const { order, isAccounts, route, nonceRoute } = context;
			const abort = new AbortController();
			const show = withScope( ( { status, label }: OrderState ) => {
				if ( status === context.status ) {
					return;
				}
				const now = new Date().toISOString();
				Object.assign( context, {
					status,
					label,
					hasChanged: true,
					changed: context.changedAt.replace( '%s', () =>
						clockTime( now, pageLanguage() )
					),
					spoken: context.isNow.replace( '%s', () => label ),
				} );
				for ( const said of document.querySelectorAll(
					SAID_BY_WOOCOMMERCE
				) ) {
					said.textContent = label;
				}
			} );
			const watch = new OrderWatch( {
				order,
				ask: () =>
					askForOrder(
						{
							route,
							nonceRoute,
							isAccounts,
							key:
								new URL(
									window.location.href
								).searchParams.get( 'key' ) ?? '',
						},
						window.fetch.bind( window )
					),
				listen: ( audience ) => connectWhenSeen( null, audience ),
				timers: browserTimers,
				isVisible: () => document.visibilityState === 'visible',
				show,
			} );
			void whenSeen( block, abort.signal ).then( () => watch.start() );
			return () => {
				abort.abort();
				watch.stop();
			};
		},
	},
} );
