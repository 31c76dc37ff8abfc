<?php
/**
 * Tests of what a customer is told of an order.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Blocks\Orders;

use Realtime_Events\Access\Api_Key;
use Realtime_Events\Access\Rate_Limiter;
use Realtime_Events\Access\Token_Issuer;
use Realtime_Events\Blocks\Orders\Customer_Order;
use Realtime_Events\Blocks\Orders\Order_Access;
use Realtime_Events\Blocks\Orders\Order_Status_Block;
use Realtime_Events\Blocks\Orders\Order_Status_Controller;
use Realtime_Events\Blocks\Orders\Orders;
use Realtime_Events\Delivery\Servers\Servers;
use Realtime_Events\Settings\Options;
use Realtime_Events\Tests\Test_Case;
use WP_Block_Supports;

/**
 * An order is opened by its owner or, without an account, by its key; and what it opens is that order alone.
 */
final class Order_Status_Test extends Test_Case {

	private const GUESTS  = 42;
	private const OWNED   = 43;
	private const KEY     = 'wc_order_7Kd93hfkQpXzB';
	private const UNKNOWN = 44;

	private int $owner = 0;

	protected function setUp(): void {
		parent::setUp();
		$this->owner = $this->create_user( 'subscriber' )->ID;
		// The controller of this test answers before that of the plugin, whose orders are WooCommerce's.
		$GLOBALS['wp_rest_server'] = null;
		add_action( 'rest_api_init', array( $this->controller(), 'register_routes' ), 5 );
	}

	protected function tearDown(): void {
		$GLOBALS['wp_rest_server'] = null;
		parent::tearDown();
	}

	private function access(): Order_Access {
		return new Order_Access(
			new class( $this->owner, self::KEY ) implements Orders {
				public function __construct( private readonly int $owner, private readonly string $key ) {
				}

				public function find( int $id ): ?Customer_Order {
					return match ( $id ) {
						42      => new Customer_Order( 42, 'A-42', 'processing', 'Processing', $this->key, 0 ),
						43      => new Customer_Order( 43, 'A-43', 'completed', 'Completed', $this->key, $this->owner ),
						45      => new Customer_Order( 45, 'A-45', 'pending', 'Pending', '', 0 ),
						default => null,
					};
				}
			}
		);
	}

	private function controller(): Order_Status_Controller {
		return new Order_Status_Controller( $this->access(), $this->service( Token_Issuer::class ), $this->service( Rate_Limiter::class ), $this->service( Servers::class ), $this->service( Options::class ) );
	}

	private function connect(): void {
		$this->service( Api_Key::class )->generate();
		update_option( 'realtime_events', array( 'server_url' => 'https://hub.example.org' ) );
	}

	/**
	 * @return array<string, mixed>
	 */
	private static function claims( string $token ): array {
		return json_decode( sodium_base642bin( explode( '.', $token )[1], SODIUM_BASE64_VARIANT_URLSAFE_NO_PADDING ), true, 8, JSON_THROW_ON_ERROR );
	}

	private function ask( int $order, string $key = '' ): \WP_REST_Response {
		return $this->rest( 'POST', "/realtime-events/v1/orders/$order/status", array( 'key' => $key ) );
	}

	public function test_the_key_opens_a_guests_order_and_a_token_for_that_order_alone(): void {
		$this->connect();
		$answer = $this->ask( self::GUESTS, self::KEY );
		self::assertSame( 200, $answer->get_status() );
		self::assertSame( array( 'id', 'number', 'status', 'label', 'channel', 'token', 'exp' ), array_keys( $answer->get_data() ) );
		self::assertSame( 'Processing', $answer->get_data()['label'] );
		$claims = self::claims( $answer->get_data()['token'] );
		self::assertSame( array( 'order:42' ), $claims['channels'] );
		self::assertSame( 'order:42', $claims['sub'] );
		self::assertArrayNotHasKey( 'name', $claims );
		self::assertSame( 'no-store, private', $answer->get_headers()['Cache-Control'] );
	}

	/**
	 * @dataProvider closed
	 */
	public function test_nobody_learns_which_orders_there_are( int $order, string $key ): void {
		$this->connect();
		$answer = $this->ask( $order, $key );
		self::assertSame( 404, $answer->get_status() );
		self::assertSame( 'realtime_events_order_not_found', $answer->get_data()['code'] );
	}

	/**
	 * @return array<string, array{ int, string }>
	 */
	public static function closed(): array {
		return array(
			'a wrong key'              => array( self::GUESTS, 'wc_order_wrong' ),
			'no key'                   => array( self::GUESTS, '' ),
			'an account’s, no key'     => array( self::OWNED, '' ),
			'no such order'            => array( self::UNKNOWN, self::KEY ),
			'an order without a key'   => array( 45, '' ),
			'what an empty key stands' => array( 45, 'no order 45' ),
		);
	}

	public function test_an_accounts_order_is_not_opened_by_its_key_alone(): void {
		$this->connect();
		self::assertSame( 401, $this->ask( self::OWNED, self::KEY )->get_status() );
		$this->act_as( 'editor' );
		self::assertSame( 401, $this->ask( self::OWNED, self::KEY )->get_status() );
	}

	public function test_the_owner_needs_no_key_and_gets_the_accounts_channel_alone(): void {
		$this->connect();
		$this->act_as( get_userdata( $this->owner ) );
		$claims = self::claims( $this->ask( self::OWNED )->get_data()['token'] );
		self::assertSame( array( "user:$this->owner" ), $claims['channels'] );
		self::assertSame( (string) $this->owner, $claims['sub'] );
	}

	public function test_where_nothing_can_be_pushed_the_status_comes_without_a_token(): void {
		$answer = $this->ask( self::GUESTS, self::KEY );
		self::assertSame( 200, $answer->get_status() );
		self::assertSame( '', $answer->get_data()['token'] );
	}

	public function test_keys_cannot_be_tried_without_end(): void {
		$statuses = array();
		for ( $try = 0; $try <= Order_Status_Controller::TRIES_PER_MINUTE; $try++ ) {
			$statuses[] = $this->ask( self::GUESTS, "wc_order_$try" )->get_status();
		}
		self::assertSame( 429, end( $statuses ) );
		self::assertSame( 404, $statuses[0] );
		self::assertSame( 429, $this->ask( self::GUESTS, self::KEY )->get_status(), 'Nor does the right one open it now.' );
	}

	private function html( string $query_var, int $order, string $key = '' ): string {
		set_query_var( $query_var, $order );
		$_GET['key']                        = $key;
		WP_Block_Supports::$block_to_render = array(
			'blockName' => Order_Status_Block::NAME,
			'attrs'     => array(),
		);
		try {
			return wp_interactivity_process_directives( ( new Order_Status_Block( $this->access() ) )->render() );
		} finally {
			set_query_var( $query_var, '' );
			unset( $_GET['key'] );
		}
	}

	public function test_the_page_says_the_status_before_any_script_runs_and_gives_no_key_away(): void {
		$this->connect();
		$html = $this->html( 'order-received', self::GUESTS, self::KEY );
		self::assertStringContainsString( 'Order #A-42', $html );
		self::assertStringContainsString( '>Processing</strong>', $html );
		self::assertStringNotContainsString( self::KEY, $html );
		self::assertStringNotContainsString( 'eyJ', $html );
	}

	public function test_who_may_not_see_the_order_gets_an_empty_place(): void {
		self::assertSame( '', $this->html( 'order-received', self::GUESTS, 'wc_order_wrong' ) );
		self::assertSame( '', $this->html( 'order-received', self::OWNED, self::KEY ) );
		self::assertSame( '', $this->html( 'view-order', self::OWNED ) );
		// On the account's page a key counts for nothing.
		self::assertSame( '', $this->html( 'view-order', self::GUESTS, self::KEY ) );
		self::assertSame( '', ( new Order_Status_Block( $this->access() ) )->render() );
	}

	public function test_the_owner_sees_it_among_the_accounts_orders(): void {
		$this->act_as( get_userdata( $this->owner ) );
		self::assertStringContainsString( '>Completed</strong>', $this->html( 'view-order', self::OWNED ) );
	}

	public function test_the_block_is_offered_only_where_there_are_orders(): void {
		$args = Order_Status_Block::offer( array( 'supports' => array( 'html' => false ) ), Order_Status_Block::NAME );
		self::assertSame( function_exists( 'wc_get_order' ), $args['supports']['inserter'] ?? true );
		self::assertArrayNotHasKey( 'inserter', Order_Status_Block::offer( array( 'supports' => array() ), 'core/paragraph' )['supports'] );
	}
}
