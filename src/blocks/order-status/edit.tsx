import { useBlockProps } from '@wordpress/block-editor';
import { __, sprintf } from '@wordpress/i18n';

const BLOCK = 'wp-block-realtime-events-order-status';
const SAMPLE_NUMBER = '1042';

/**
 * A sample: which order it is about is only known on a customer's page.
 */
export function Edit() {
	return (
		<div { ...useBlockProps() } data-status="processing">
			<p className={ `${ BLOCK }__line` }>
				<span className={ `${ BLOCK }__dot` } aria-hidden="true" />
				<span className={ `${ BLOCK }__order` }>
					{ sprintf(
						/* translators: %s: number of an order. */
						__( 'Order #%s', 'realtime-events' ),
						SAMPLE_NUMBER
					) }
				</span>{ ' ' }
				<strong className={ `${ BLOCK }__label` }>
					{ __( 'Processing', 'realtime-events' ) }
				</strong>
			</p>
			<p className={ `${ BLOCK }__note` }>
				{ __(
					'Customers see the status of their order here, on the pages that WooCommerce shows it on.',
					'realtime-events'
				) }
			</p>
		</div>
	);
}
