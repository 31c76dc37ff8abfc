import { changedElsewhere, isLive } from './support/around';
import { axeFindings } from './support/axe';
import { expect } from './support/blocks';
import { test } from './support/stand-in-shop';

/**
 * Where WooCommerce has the form of an order, in both of its storages: among the posts, and on a page of its own below its
 * menu. That its hooks become these events is what tests/php/woocommerce holds, and tests/e2e/woocommerce that its real forms
 * are told.
 */
const SHOP = `<?php
add_action( 'plugins_loaded', static fn() => do_action( 'woocommerce_loaded' ), 1 );
add_action( 'init', static fn() => register_post_type( 'shop_order', array( 'label' => 'Orders', 'show_ui' => true, 'supports' => array( 'title' ) ) ) );
add_action( 'admin_menu', static function () {
	add_menu_page( 'WooCommerce', 'WooCommerce', 'edit_posts', 'woocommerce' );
	add_submenu_page( 'woocommerce', 'Orders', 'Orders', 'edit_posts', 'wc-orders', static fn() => print '<div class="wrap"><h1>Edit order</h1></div>' );
} );
`;

test.use( { shopCode: SHOP } );

for ( const [ storage, path ] of [
	[ 'among the posts', 'post.php?action=edit&post=' ],
	[ 'in a table of its own', 'admin.php?page=wc-orders&action=edit&id=' ],
] as const ) {
	test( `who has an order open that is kept ${ storage } is told when somebody else changes it, and of no other order`, async ( {
		demo,
		loggedInPage,
		site,
	} ) => {
		const order = Number(
			await site.php(
				`echo wp_insert_post( array( 'post_type' => 'shop_order', 'post_title' => 'Order', 'post_status' => 'publish' ) );`
			)
		);
		/** What Order_Source says of a change, by this user; nobody for what WooCommerce does by itself. */
		const change = ( id: number, to: string, login = '' ) =>
			site.php(
				`realtime_events_publish( 'order.status_changed', array( 'id' => ${ id }, 'number' => '${ id }', 'old' => 'pending', 'new' => '${ to }', 'old_label' => 'Pending', 'new_label' => '${ to }' ), array( 'subject' => 'order/${ id }', 'actor_id' => (int) ( get_user_by( 'login', '${ login }' )->ID ?? 0 ) ) );`
			);
		const clerk = await loggedInPage( 'shop_manager' );
		await clerk.goto( `${ demo.site }/wp-admin/${ path }${ order }` );
		await isLive( clerk );
		const banner = changedElsewhere( clerk );
		// Neither another order nor one's own change is news here; the next one, which is, comes after them.
		await change( order + 1, 'Refunded' );
		await change( order, 'Failed', demo.users.shop_manager.login );
		await change( order, 'Processing' );
		await expect( banner ).toContainText(
			`Order #${ order } went from Pending to Processing`
		);
		expect(
			await axeFindings( clerk, '.realtime-events-elsewhere' )
		).toEqual( [] );
		await banner.getByRole( 'button', { name: 'Dismiss' } ).click();
		await expect( banner ).toHaveCount( 0 );
	} );
}
