import { expect, makePublic, notices, visit } from './support/blocks';
import { test } from './support/stand-in-shop';

/**
 * That there is a shop, and which of its pages this is. That its real hooks become these events
 * is what tests/php/woocommerce holds.
 */
const SHOP = `<?php
function wc_get_product() { return false; }
function is_cart() { return 'cart' === ( $_GET['page_of_shop'] ?? '' ); }
function is_checkout() { return 'checkout' === ( $_GET['page_of_shop'] ?? '' ); }
add_action( 'plugins_loaded', static fn() => do_action( 'woocommerce_loaded' ), 1 );
`;

test.use( { shopCode: SHOP } );

interface Variation {
	readonly name: string;
	readonly attributes: Record< string, unknown >;
}

test.describe( 'the variations of a notice', () => {
	test( 'tell as they are inserted of a post, a purchase, a return to stock and an announcement', async ( {
		browser,
		rest,
		site,
	} ) => {
		await makePublic(
			site,
			'post.published',
			'product.purchased',
			'product.back_in_stock'
		);
		const { body } = await rest( 'admin' )(
			'GET',
			'/wp/v2/block-types/realtime-events/notice'
		);
		const { variations } = body as { variations: Variation[] };
		expect( variations.map( ( { name } ) => name ) ).toEqual( [
			'post-published',
			'announcement',
			'purchase',
			'back-in-stock',
		] );
		const url = await site.makePage(
			...variations.map(
				( { attributes } ) =>
					`<!-- wp:realtime-events/notice ${ JSON.stringify( {
						...attributes,
						// So that none is gone before it is looked for.
						seconds: 0,
					} ) } /-->`
			)
		);
		const page = await visit( browser, url );
		await site.makePost( 'Pretzels are back' );
		await site.announce( 'We open at six' );
		await site.php(
			`realtime_events_publish( 'product.purchased', array( 'id' => 7, 'order_id' => 900, 'firstname' => 'Vera', 'product' => 'Blue mug', 'quantity' => 2, 'link' => home_url( '/mug/' ) ), array( 'subject' => 'product/7' ) );
			realtime_events_publish( 'product.back_in_stock', array( 'id' => 7, 'name' => 'Red mug', 'stock' => 3, 'link' => home_url( '/red/' ) ), array( 'subject' => 'product/7' ) );`
		);
		for ( const told of [
			'Just published: “Pretzels are back”',
			'We open at six',
			'Vera just bought “Blue mug”',
			'Back in stock: “Red mug”',
		] ) {
			await expect(
				notices( page ).filter( { hasText: told } )
			).toHaveCount( 1 );
		}
		await expect(
			page.getByRole( 'link', { name: /Vera just bought/ } )
		).toHaveAttribute( 'href', /\/mug\/$/ );

		// Who is about to pay is left alone by all but the team.
		for ( const place of [ 'cart', 'checkout' ] ) {
			const html = await (
				await fetch( `${ url }?page_of_shop=${ place }` )
			).text();
			const blocks = html.match(
				/<div [^>]*data-wp-interactive="realtime-events\/notice"/g
			);
			expect( blocks, place ).toHaveLength( 1 );
			expect( blocks?.[ 0 ] ).toContain( 'is-display-banner' );
		}
		await page.context().close();
	} );
} );
