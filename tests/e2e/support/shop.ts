import { execFile } from 'node:child_process';
import { symlink } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { promisify } from 'node:util';
import { startSite, type Demo } from '../../support/harness';
import { test as base } from './blocks';

const run = promisify( execFile );

const START_TIMEOUT_MS = 240_000;

/** What the first steps of a shop's owner are: pages, a way to pay, the doors open. */
const OPEN = `WC_Install::install();
WC_Install::create_pages();
// WooCommerce leads whoever comes first to its own page.
delete_transient( '_wc_activation_redirect' );
foreach ( array(
	'woocommerce_coming_soon' => 'no',
	'woocommerce_default_country' => 'DE',
	'woocommerce_currency' => 'EUR',
	'woocommerce_enable_guest_checkout' => 'yes',
	'woocommerce_allow_tracking' => 'no',
	'woocommerce_task_list_hidden' => 'yes',
	'woocommerce_onboarding_profile' => array( 'skipped' => true ),
	'woocommerce_cod_settings' => array( 'enabled' => 'yes', 'title' => 'Cash on delivery', 'enable_for_virtual' => 'yes' ),
) as $name => $value ) {
	update_option( $name, $value );
}`;

async function openShop( { wordpress, wp }: Demo ): Promise< void > {
	await symlink(
		process.env.REALTIME_EVENTS_WOOCOMMERCE ?? '',
		resolve( wordpress, 'wp-content/plugins/woocommerce' )
	);
	await run( wp, [ 'plugin', 'activate', 'woocommerce' ] );
	await run( wp, [ 'eval', OPEN ] );
	await run( wp, [ 'rewrite', 'flush' ] );
}

interface Shop {
	/** Makes a product; answers with its number. */
	makeProduct: ( name: string, stock: number ) => Promise< number >;
	/** Gives an order another status, as who works in the shop does. */
	setStatus: ( order: number, status: string ) => Promise< void >;
	/** Lets the time go by that the Action Scheduler waits for. */
	passTime: ( hook: string ) => Promise< void >;
}

export const test = base.extend< { shop: Shop } >( {
	demo: [
		async ( {}, provide ) => {
			const started = await startSite();
			const demo = { ...started, home: dirname( started.wordpress ) };
			await openShop( demo );
			await provide( demo );
			await started.stop();
		},
		{ scope: 'worker', timeout: START_TIMEOUT_MS },
	],

	shop: async ( { site }, provide ) => {
		await provide( {
			makeProduct: async ( name, stock ) =>
				Number(
					await site.php(
						`$product = new WC_Product_Simple();
						$product->set_props( array( 'name' => '${ name }', 'regular_price' => '9.50', 'virtual' => true, 'manage_stock' => true, 'stock_quantity' => ${ stock } ) );
						echo $product->save();`
					)
				),
			setStatus: async ( order, status ) => {
				await site.php(
					`wc_get_order( ${ order } )->update_status( '${ status }' );`
				);
			},
			passTime: async ( hook ) => {
				await site.php(
					`$actions = ActionScheduler::store()->query_actions( array( 'hook' => '${ hook }', 'status' => 'pending' ) );
					foreach ( $actions as $action ) { ActionScheduler_QueueRunner::instance()->process_action( $action ); }`
				);
			},
		} );
	},
} );

export { expect } from '@playwright/test';
