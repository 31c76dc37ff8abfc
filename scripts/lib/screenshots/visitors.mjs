import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { run } from '../processes.mjs';
import { post } from './rest.mjs';

const paragraph = ( text ) =>
	`<!-- wp:paragraph --><p>${ text }</p><!-- /wp:paragraph -->`;

const block = ( name, attributes = {} ) =>
	`<!-- wp:realtime-events/${ name } ${ JSON.stringify( attributes ) } /-->`;

const notice = ( attributes ) =>
	block( 'notice', {
		types: [ 'site.announcement' ],
		seconds: 0,
		...attributes,
	} );

const BREAD = paragraph(
	'Our bread rests for a night before it is baked, in an oven that has not gone out since 1911. Come by from six on, or order what you would like to find on the counter.'
);

/** Somebody counts who is here, so the page shows that it is live. */
const READERS = block( 'counter', {
	counts: 'page',
	className: 'is-style-pill',
	fontSize: 'small',
} );

const TODAY = block( 'counter', {
	counts: 'events',
	eventType: 'site.announcement',
	label: '{count} announcements today',
	labelOne: 'One announcement today',
	className: 'is-style-pill',
	fontSize: 'small',
} );

const CARD = '.wp-block-realtime-events-notice__card';

/** What visitors see. `says` is announced while the page is open. */
export const VISITOR_SHOTS = [
	{
		file: 'blocks-toast',
		size: 'tablet',
		content: [
			READERS,
			BREAD,
			block( 'feed', { types: [ 'post.published' ], items: 3 } ),
			notice( {} ),
		],
		says: [
			'Fresh pretzels from six on',
			'The rye bread is out of the oven',
		],
		ready: CARD,
	},
	{
		file: 'blocks-banner',
		size: 'tablet',
		content: [
			notice( { display: 'banner', align: 'full' } ),
			READERS,
			BREAD,
			notice( { display: 'inline', stack: 2 } ),
		],
		says: [ 'We close at four today', 'Strawberry cake until it is gone' ],
		ready: CARD,
	},
	{
		file: 'blocks-feed',
		size: 'tablet',
		content: [
			TODAY,
			block( 'feed', { items: 3, layout: 'cards', align: 'wide' } ),
			block( 'feed', { items: 4, className: 'is-style-timeline' } ),
		],
		says: [ 'The first strawberries are here' ],
		ready: '.wp-block-realtime-events-feed li',
	},
	{
		file: 'blocks-phone',
		size: 'phone',
		content: [
			READERS,
			block( 'feed', { items: 4 } ),
			BREAD,
			notice( { className: 'is-style-solid' } ),
		],
		says: [ 'Fresh pretzels from six on' ],
		ready: CARD,
	},
	{
		file: 'blocks-order',
		size: 'tablet',
		content: [
			paragraph( 'Thank you. Your order has been received.' ),
			block( 'order-status' ),
		],
		query: '?order-received=1042&key=wc_order_demo',
		ready: '.wp-block-realtime-events-order-status__label',
		act: async ( page, demo ) => {
			await page
				.getByText( 'This page shows by itself when it changes.' )
				.waitFor();
			await run( demo.wp, [
				'eval',
				`realtime_events_publish( 'order.status_changed', array( 'new' => 'completed', 'new_label' => 'Completed' ), array( 'subject' => 'order/1042', 'channel' => 'order:1042' ) );`,
			] );
			await page.getByText( /Changed at/ ).waitFor();
		},
	},
];

/** An order as a shop would have it; the demo has no shop. */
const ORDER = `<?php
use Realtime_Events\\Blocks\\Orders\\Customer_Order;
use Realtime_Events\\Blocks\\Orders\\Orders;
add_action( 'plugins_loaded', static fn() => Realtime_Events\\container()->set( Orders::class, static fn() => new class() implements Orders {
	public function find( int $id ): ?Customer_Order {
		return new Customer_Order( $id, (string) $id, 'processing', 'Processing', 'wc_order_demo', 0 );
	}
} ) );
add_filter( 'query_vars', static fn( array $vars ): array => array( ...$vars, 'order-received' ) );
`;

/**
 * Makes public what the pictures tell of, and an order.
 *
 * @param {Object} demo The demo.
 */
export async function prepareVisitors( demo ) {
	await run( demo.wp, [
		'eval',
		`$all = get_option( 'realtime_events' ); $all['types']['post.published'] = array( 'enabled' => true, 'public' => true ); update_option( 'realtime_events', $all );`,
	] );
	const plugin = resolve(
		demo.wordpress,
		'wp-content/mu-plugins/realtime-events-order.php'
	);
	await mkdir( dirname( plugin ), { recursive: true } );
	await writeFile( plugin, ORDER );
}

/**
 * Opens a page of these blocks and lets something happen.
 *
 * @param {Object} page The page.
 * @param {Object} demo The demo.
 * @param {Object} shot What is shown.
 */
export async function showToVisitor( page, demo, shot ) {
	const { content, query = '', says = [], ready, act } = shot;
	const { link } = await post( demo, 'admin', '/wp/v2/pages', {
		status: 'publish',
		title: 'The Corner Bakery',
		content: content.join( '' ),
	} );
	// The answer to its subscription: from then on it is live.
	const live = page
		.waitForEvent( 'websocket' )
		.then( ( socket ) =>
			socket.waitForEvent( 'framereceived', ( { payload } ) =>
				String( payload ).startsWith( '43' )
			)
		);
	await page.goto( link + query );
	await live;
	for ( const message of says ) {
		await post( demo, 'admin', '/realtime-events/v1/publish', {
			type: 'site.announcement',
			data: { message },
		} );
		await page.getByText( message ).first().waitFor();
	}
	await page.locator( ready ).first().waitFor();
	await act?.( page, demo );
}
