<?php
/**
 * Tests of the column in the lists of posts.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Admin;

use Realtime_Events\Tests\Test_Case;

/**
 * The lists say who is at each post to who may edit it, and ask the database once.
 */
final class Post_List_Test extends Test_Case {

	private const HANDLE = 'realtime-events-post-list';

	protected function tearDown(): void {
		unset( $GLOBALS['current_screen'], $_GET['action'] );
		wp_dequeue_script( self::HANDLE );
		parent::tearDown();
	}

	/**
	 * The column of all posts of a type, as the list fills it once it has read its posts.
	 *
	 * The list itself remembers its columns for as long as PHP runs, whoever was logged in when it was first shown.
	 *
	 * @return array{ string, int } What is printed, and how many queries that took.
	 */
	private function column( string $post_type = 'post' ): array {
		global $wpdb;
		$posts  = ( new \WP_Query(
			array(
				'post_type'      => $post_type,
				'posts_per_page' => 50,
			)
		) )->posts;
		$before = $wpdb->num_queries;
		ob_start();
		foreach ( $posts as $post ) {
			do_action( 'page' === $post_type ? 'manage_pages_custom_column' : 'manage_posts_custom_column', 'realtime-events-live', $post->ID );
		}
		return array( (string) ob_get_clean(), $wpdb->num_queries - $before );
	}

	public function test_each_row_names_what_is_watched(): void {
		$this->act_as( 'editor' );
		$post = $this->create_post()->ID;
		$page = $this->create_post( array( 'post_type' => 'page' ) )->ID;
		self::assertStringContainsString( "data-channel=\"postType/post:$post\" data-subjects=\"post/$post\"", $this->column()[0] );
		self::assertStringContainsString( "data-channel=\"postType/page:$page\" data-subjects=\"post/$page\"", $this->column( 'page' )[0] );
	}

	public function test_a_row_that_one_may_not_edit_says_nothing(): void {
		$other = $this->create_post( array( 'post_author' => $this->create_user( 'editor' )->ID ) )->ID;
		$own   = $this->create_user( 'author' );
		$mine  = $this->create_post( array( 'post_author' => $own->ID ) )->ID;
		$this->act_as( $own );
		$html = $this->column()[0];
		self::assertStringContainsString( "postType/post:$mine\"", $html );
		self::assertStringNotContainsString( "postType/post:$other\"", $html );
	}

	public function test_rows_ask_the_database_nothing(): void {
		$this->act_as( 'editor' );
		array_map( fn() => $this->create_post(), range( 1, 12 ) );
		wp_cache_flush();
		current_user_can( 'edit_posts' );
		[ $html, $queries ] = $this->column();
		self::assertGreaterThanOrEqual( 12, substr_count( $html, 'data-channel="postType/post:' ) );
		self::assertSame( 0, $queries );
	}

	/**
	 * @testWith ["edit-post", true]
	 *           ["edit-page", true]
	 *           ["edit-shop_order", true]
	 *           ["woocommerce_page_wc-orders", true]
	 *           ["upload", false]
	 *           ["dashboard", false]
	 *           ["post", false]
	 */
	public function test_its_script_is_where_such_a_list_is( string $screen, bool $is_there ): void {
		register_post_type( 'shop_order', array( 'show_ui' => true ) );
		$this->act_as( 'administrator' );
		set_current_screen( $screen );
		unregister_post_type( 'shop_order' );
		do_action( 'admin_enqueue_scripts', 'edit.php' );
		self::assertSame( $is_there, wp_script_is( self::HANDLE ) );
	}

	public function test_it_is_not_on_the_form_of_an_order(): void {
		$this->act_as( 'administrator' );
		$_GET['action'] = 'edit';
		set_current_screen( 'woocommerce_page_wc-orders' );
		do_action( 'admin_enqueue_scripts', '' );
		self::assertFalse( wp_script_is( self::HANDLE ) );
	}

	public function test_the_column_stands_beside_the_title_for_who_may_see_events(): void {
		$columns = array(
			'cb'     => '',
			'title'  => 'Title',
			'author' => 'Author',
		);
		$this->act_as( 'author' );
		self::assertSame( array( 'cb', 'title', 'realtime-events-live', 'author' ), array_keys( apply_filters( 'manage_posts_columns', $columns, 'post' ) ) );
		self::assertSame( $columns, apply_filters( 'manage_posts_columns', $columns, 'attachment' ) );
		$this->act_as( 'subscriber' );
		self::assertSame( $columns, apply_filters( 'manage_posts_columns', $columns, 'post' ) );
	}

	/**
	 * An order as WooCommerce hands it to the list of its own tables.
	 */
	private static function order( int $id ): object {
		return new class( $id ) {
			public function __construct( private int $id ) {
			}
			public function get_id(): int {
				return $this->id;
			}
		};
	}

	public function test_an_order_in_a_table_of_its_own_is_watched_by_who_may_edit_orders(): void {
		do_action( 'woocommerce_loaded' );
		$clerk = $this->create_user( 'editor' );
		$clerk->add_cap( 'edit_shop_orders' );
		$this->act_as( $clerk );
		ob_start();
		do_action( 'manage_woocommerce_page_wc-orders_custom_column', 'realtime-events-live', self::order( 7 ) );
		self::assertStringContainsString( 'data-channel="postType/shop_order:7" data-subjects="order/7"', (string) ob_get_clean() );
		$this->act_as( 'editor' );
		ob_start();
		do_action( 'manage_woocommerce_page_wc-orders_custom_column', 'realtime-events-live', self::order( 7 ) );
		self::assertStringNotContainsString( 'data-channel', (string) ob_get_clean() );
	}
}
