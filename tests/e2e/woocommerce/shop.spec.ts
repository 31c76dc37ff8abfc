import type { Page } from '@playwright/test';
import { axeFindings } from '../support/axe';
import { connected, makePublic, notices, visit } from '../support/blocks';
import { expect, test } from '../support/shop';

const PURCHASE =
	'<!-- wp:realtime-events/notice {"types":["product.purchased"],"corner":"bottom-start","stack":1,"every":30,"seconds":0} /-->';
const BACK =
	'<!-- wp:realtime-events/notice {"types":["product.back_in_stock"],"seconds":0} /-->';
/** The banner of the team, which is for who pays, too. */
const TEAM =
	'<!-- wp:realtime-events/notice {"types":["site.announcement"],"display":"banner","seconds":0,"hideInCheckout":false} /-->';

const TELL_PURCHASE = 'realtime_events_tell_purchase';
const DELAY_MINUTES = 7;

const stockOf = ( product: number ) =>
	`<!-- wp:realtime-events/counter {"counts":"stock","object":${ product }} /-->`;

const status = ( page: Page ) =>
	page.locator( '.wp-block-realtime-events-order-status' );

/**
 * Fills in what the checkout of blocks asks of a guest, and orders.
 *
 * @param page The checkout.
 */
async function placeOrder( page: Page ): Promise< void > {
	for ( const [ label, value ] of [
		[ 'Email address', 'vera@example.org' ],
		[ 'First name', 'Vera' ],
		[ 'Last name', 'Nachname' ],
		[ 'Address', 'Geheimweg 1' ],
		[ 'Postal code', '50667' ],
		[ 'City', 'Köln' ],
	] as const ) {
		await page.getByLabel( label, { exact: true } ).fill( value );
	}
	await page.getByRole( 'button', { name: 'Place Order' } ).click();
	await page.waitForURL( /order-received/ );
}

test.describe( 'in a shop', () => {
	test( 'a guest sees how the order stands, and visitors hear of the purchase when its time is over', async ( {
		browser,
		demo,
		shop,
		site,
	} ) => {
		await makePublic( site, 'product.purchased' );
		await site.php(
			`update_option( 'realtime_events', array( 'purchase_delay_minutes' => ${ DELAY_MINUTES } ) + get_option( 'realtime_events' ) );`
		);
		const mug = await shop.makeProduct( 'Blue mug', 5 );
		const visitor = await visit(
			browser,
			await site.makePage( PURCHASE, TEAM )
		);

		const context = await browser.newContext();
		const guest = await context.newPage();
		await guest.goto( `${ demo.site }/?add-to-cart=${ mug }` );
		await guest.goto( `${ demo.site }/checkout/` );
		await placeOrder( guest );
		await expect( status( guest ) ).toContainText( 'Processing' );
		const order = Number(
			/order-received\/(\d+)/.exec( guest.url() )?.[ 1 ]
		);
		// Once it has asked how the order stands it listens.
		await expect( status( guest ) ).toContainText( `Order #${ order }` );
		await connected( guest, () => guest.reload() );
		await guest.evaluate( () =>
			Object.assign( window, { isSameDocument: true } )
		);
		await shop.setStatus( order, 'completed' );
		await expect( status( guest ) ).toContainText( 'Completed' );
		await expect( status( guest ).getByRole( 'status' ) ).toHaveText(
			'Your order is now: Completed'
		);
		expect(
			await guest.evaluate( () => 'isSameDocument' in window ),
			'the page was not loaded anew'
		).toBe( true );
		expect(
			await axeFindings( guest, '.wp-block-realtime-events-order-status' )
		).toEqual( [] );

		await site.announce( 'Nobody is told yet' );
		await expect( notices( visitor ) ).toHaveText( [
			/Nobody is told yet/,
		] );
		await shop.passTime( TELL_PURCHASE );
		const told = visitor.getByRole( 'link', {
			name: 'Vera just bought “Blue mug”',
		} );
		await expect( told ).toHaveAttribute( 'href', /product\/blue-mug/ );
		expect( await visitor.content() ).not.toContain( 'Nachname' );
		await visitor.context().close();
		await context.close();
	} );

	test( 'who has an account sees it there', async ( {
		demo,
		loggedInPage,
		shop,
		site,
	} ) => {
		const mug = await shop.makeProduct( 'Green mug', 5 );
		const order = Number(
			await site.php(
				`$order = wc_create_order( array( 'status' => 'pending', 'customer_id' => get_user_by( 'login', 'subscriber' )->ID ) );
				$order->add_product( wc_get_product( ${ mug } ) ); $order->calculate_totals(); echo $order->save();`
			)
		);
		const customer = await loggedInPage( 'subscriber' );
		await connected( customer, () =>
			customer.goto( `${ demo.site }/my-account/view-order/${ order }/` )
		);
		await expect( status( customer ) ).toContainText( 'Pending payment' );
		await shop.setStatus( order, 'processing' );
		await expect( status( customer ) ).toContainText( 'Processing' );
		await shop.setStatus( order, 'completed' );
		await expect( status( customer ) ).toContainText( 'Completed' );
	} );

	test( 'who is about to pay hears of no purchase, and of what the team says', async ( {
		browser,
		demo,
		shop,
		site,
	} ) => {
		await makePublic( site, 'product.purchased' );
		const mug = await shop.makeProduct( 'White mug', 5 );
		await site.php(
			`foreach ( array( 'cart', 'checkout' ) as $name ) {
				$page = get_post( wc_get_page_id( $name ) );
				wp_update_post( array( 'ID' => $page->ID, 'post_content' => wp_slash( $page->post_content . ${ JSON.stringify(
					PURCHASE + TEAM
				).replaceAll( '$', '\\$' ) } ) ) );
			}`
		);
		const context = await browser.newContext();
		const page = await context.newPage();
		await page.goto( `${ demo.site }/?add-to-cart=${ mug }` );
		for ( const place of [ 'cart', 'checkout' ] ) {
			await page.goto( `${ demo.site }/${ place }/` );
			const blocks = page.locator(
				'[data-wp-interactive="realtime-events/notice"]'
			);
			await expect( blocks, place ).toHaveCount( 1 );
			await expect( blocks, place ).toHaveClass( /is-display-banner/ );
		}
		await context.close();
	} );

	test( 'visitors see what is left of a product, and that it is back', async ( {
		browser,
		shop,
		site,
	} ) => {
		await makePublic(
			site,
			'product.back_in_stock',
			'product.stock_changed'
		);
		const mug = await shop.makeProduct( 'Red mug', 0 );
		const page = await visit(
			browser,
			await site.makePage( stockOf( mug ), BACK )
		);
		await expect( page.getByText( '0 left in stock' ) ).toBeVisible();
		await site.php(
			`wc_update_product_stock( wc_get_product( ${ mug } ), 3 );`
		);
		await expect( page.getByText( '3 left in stock' ) ).toBeVisible();
		await expect( notices( page ) ).toHaveText( [
			/Back in stock: “Red mug”/,
		] );
		await page.context().close();
	} );

	test( 'who works on a product or an order is seen in its list, and told when somebody else changes it', async ( {
		demo,
		loggedInPage,
		shop,
		site,
	} ) => {
		const mug = await shop.makeProduct( 'Yellow mug', 5 );
		const order = Number(
			await site.php(
				`$order = wc_create_order( array( 'status' => 'pending' ) );
				$order->add_product( wc_get_product( ${ mug } ) ); $order->calculate_totals(); echo $order->save();`
			)
		);
		const list = await loggedInPage( 'admin' );
		const clerk = await loggedInPage( 'shop_manager' );
		const here = ( id: number ) =>
			list.locator( `#post-${ id } .column-realtime-events-live` );
		for ( const [ id, type ] of [
			[ mug, 'product' ],
			[ order, 'shop_order' ],
		] as const ) {
			await list.goto(
				`${ demo.site }/wp-admin/edit.php?post_type=${ type }`
			);
			await expect( here( id ) ).toContainText( 'Nobody is here.' );
			await clerk.goto(
				`${ demo.site }/wp-admin/post.php?post=${ id }&action=edit`
			);
			await expect( here( id ) ).toContainText( 'is editing' );
		}
		await shop.setStatus( order, 'processing' );
		await expect(
			clerk.getByRole( 'status' ).filter( {
				hasText: 'Changed elsewhere',
			} )
		).toContainText( `#${ order }` );
		await expect( here( order ) ).toContainText( 'Changed' );
		expect(
			await axeFindings( list, '.column-realtime-events-live' )
		).toEqual( [] );
	} );

	test( 'an admin chooses how long a purchase is kept', async ( {
		demo,
		loggedInPage,
		site,
	} ) => {
		const admin = await loggedInPage( 'admin' );
		await admin.goto(
			`${ demo.site }/wp-admin/admin.php?page=realtime-events-settings&tab=data`
		);
		const field = admin.getByLabel(
			'Minutes until visitors are told of a purchase'
		);
		await field.fill( '12' );
		expect( await axeFindings( admin, '.realtime-events-fields' ) ).toEqual(
			[]
		);
		await admin.getByRole( 'button', { name: /^Save/ } ).click();
		await expect
			.poll( () =>
				site.php(
					`echo get_option( 'realtime_events' )['purchase_delay_minutes'];`
				)
			)
			.toBe( '12' );
	} );
} );
