<?php
/**
 * Tests of what a page of wp-admin is about.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Admin;

use Realtime_Events\Admin\Open_Object;
use Realtime_Events\Tests\Test_Case;

/**
 * Forms say what is on them, and where those meet who have it open.
 */
final class Open_Object_Test extends Test_Case {

	private const ASKED = array( 'post', 'action', 'id', 'tag_ID', 'user_id', 'c' );

	protected function setUp(): void {
		parent::setUp();
		register_post_type( 'product', array( 'public' => true ) );
		register_post_type( 'shop_order', array( 'show_ui' => true ) );
	}

	protected function tearDown(): void {
		unregister_post_type( 'product' );
		unregister_post_type( 'shop_order' );
		unset( $GLOBALS['current_screen'] );
		array_map(
			static function ( string $name ): void {
				unset( $_GET[ $name ] );
			},
			self::ASKED
		);
		parent::tearDown();
	}

	/**
	 * @dataProvider screens
	 *
	 * @param string                $screen   Id of a screen.
	 * @param array<string, string> $query    Its address.
	 * @param list<string>          $subjects What is on it.
	 * @param string                $channel  Where its editors meet.
	 */
	public function test_what_is_on_a_screen( string $screen, array $query, array $subjects, string $channel ): void {
		foreach ( $query as $name => $value ) {
			$_GET[ $name ] = $value;
		}
		set_current_screen( $screen );
		get_current_screen()->is_block_editor( false );
		$facts = $this->service( Open_Object::class )->facts();
		self::assertSame( array( $subjects, $channel ), array( $facts['subjects'] ?? array(), $facts['channel'] ?? '' ) );
	}

	/**
	 * @return array<string, array{ string, array<string, string>, list<string>, string }>
	 */
	public static function screens(): array {
		return array(
			'a post in the classic editor' => array( 'post', array( 'post' => '42' ), array( 'post/42' ), 'postType/post:42' ),
			'a page'                       => array( 'page', array( 'post' => '42' ), array( 'post/42' ), 'postType/page:42' ),
			'a product'                    => array( 'product', array( 'post' => '42' ), array( 'post/42', 'product/42' ), 'postType/product:42' ),
			'an order among the posts'     => array( 'shop_order', array( 'post' => '42' ), array( 'post/42', 'order/42' ), 'postType/shop_order:42' ),
			'an order in its own table'    => array(
				'woocommerce_page_wc-orders',
				array(
					'action' => 'edit',
					'id'     => '42',
				),
				array( 'order/42' ),
				'postType/shop_order:42',
			),
			'the list of orders'           => array( 'woocommerce_page_wc-orders', array(), array(), '' ),
			'a category'                   => array( 'term', array( 'tag_ID' => '3' ), array( 'term/3' ), '' ),
			'a setting'                    => array( 'options-general', array(), array( 'option/' ), '' ),
			'settings of this plugin'      => array( 'realtime-events_page_realtime-events-settings', array(), array( 'realtime_events/settings' ), '' ),
			'a new post'                   => array( 'post', array(), array(), '' ),
			'nothing'                      => array( 'dashboard', array(), array(), '' ),
			'nonsense'                     => array( 'post', array( 'post' => '-1; DROP' ), array( 'post/1' ), 'postType/post:1' ),
		);
	}

	public function test_the_block_editor_looks_after_itself(): void {
		$_GET['post'] = '42';
		set_current_screen( 'post' );
		get_current_screen()->is_block_editor( true );
		self::assertNull( $this->service( Open_Object::class )->facts() );
	}
}
