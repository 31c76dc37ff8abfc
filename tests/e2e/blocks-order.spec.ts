import { axeFindings } from './support/axe';
import { connected, expect } from './support/blocks';
import { test } from './support/stand-in-shop';

const KEY = 'wc_order_7Kd93hfkQpXzB';
const ORDER = 42;

/** The page asks every half a minute, and whenever it tries to connect anew. */
const ASKED_WITHIN_MS = 45_000;

/** How it stands: an option, so that the page and the route read the same. */
const STATUS = 'realtime_events_test_order';

/** A shop's orders, and the address of its page. */
const SHOP = `<?php
use Realtime_Events\\Blocks\\Orders\\Customer_Order;
use Realtime_Events\\Blocks\\Orders\\Orders;
add_action( 'plugins_loaded', static function () {
	Realtime_Events\\container()->set( Orders::class, static fn() => new class() implements Orders {
		public function find( int $id ): ?Customer_Order {
			$status = (string) get_option( '${ STATUS }', 'pending' );
			return ${ ORDER } === $id ? new Customer_Order( $id, 'A-${ ORDER }', $status, ucfirst( $status ), '${ KEY }', 0 ) : null;
		}
	} );
} );
add_filter( 'query_vars', static fn( array $vars ): array => array( ...$vars, 'order-received' ) );
`;

test.use( { shopCode: SHOP } );

test.describe( 'the status of an order', () => {
	test( 'changes before the eyes of who has its key, and of nobody else', async ( {
		browser,
		site,
	} ) => {
		const block = '<!-- wp:realtime-events/order-status /-->';
		const page = new URL( await site.makePage( 'toast', block ) );
		page.searchParams.set( 'order-received', String( ORDER ) );
		page.searchParams.set( 'key', KEY );
		const context = await browser.newContext();
		const customer = await context.newPage();
		let sockets = 0;
		customer.on( 'websocket', () => sockets++ );
		const html = await ( await fetch( page ) ).text();
		for ( const secret of [ KEY, 'eyJ' ] ) {
			expect( html ).not.toContain( secret );
		}
		await connected( customer, () => customer.goto( page.href ) );
		const status = customer.locator(
			'.wp-block-realtime-events-order-status'
		);
		await expect( status ).toContainText( 'Order #A-42' );
		await expect( status ).toContainText( 'Pending' );

		await site.php(
			`realtime_events_publish( 'order.status_changed', array( 'new' => 'processing', 'new_label' => 'Processing' ), array( 'subject' => 'order/${ ORDER }', 'channel' => 'order:${ ORDER }' ) );`
		);
		await expect( status ).toContainText( 'Processing' );
		await expect( status.getByRole( 'status' ) ).toHaveText(
			'Your order is now: Processing'
		);
		await expect( status ).toContainText( 'Changed at' );
		expect(
			await axeFindings(
				customer,
				'.wp-block-realtime-events-order-status'
			)
		).toEqual( [] );
		expect( sockets, 'the notice shares its connection' ).toBe( 1 );

		page.searchParams.set( 'key', 'wc_order_guess' );
		await customer.goto( page.href );
		await expect( status ).toHaveCount( 0 );
		await context.close();
	} );

	test( 'is found out by asking while the hub is away', async ( {
		browser,
		hub,
		site,
	} ) => {
		const page = new URL(
			await site.makePage( '<!-- wp:realtime-events/order-status /-->' )
		);
		page.searchParams.set( 'order-received', String( ORDER ) );
		page.searchParams.set( 'key', KEY );
		await hub.kill();
		const context = await browser.newContext();
		const customer = await context.newPage();
		await customer.goto( page.href );
		const label = customer.locator(
			'.wp-block-realtime-events-order-status__label'
		);
		await expect( label ).toHaveText( 'Pending' );
		await site.php( `update_option( '${ STATUS }', 'completed' );` );
		await expect( label ).toHaveText( 'Completed', {
			timeout: ASKED_WITHIN_MS,
		} );
		await context.close();
	} );
} );
