<?php
/**
 * Tests of who may use which route.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Rest;

use Realtime_Events\Access\Api_Key;
use Realtime_Events\Tests\Test_Case;

/**
 * Every route, asked by everyone. A route that is added and not named here fails.
 */
final class Access_Matrix_Test extends Test_Case {

	private const NAMESPACE = '/realtime-events/v1';

	/** Who is asked for: nobody, subscriber, author, shop manager, editor, administrator. */
	private const ROLES = array( '', 'subscriber', 'author', 'shop_manager', 'editor', 'administrator' );

	private const EVERYONE              = array( 200, 200, 200, 200, 200, 200 );
	private const USERS                 = array( 401, 200, 200, 200, 200, 200 );
	private const VIEWERS               = array( 401, 403, 200, 200, 200, 200 );
	private const MANAGERS              = array( 401, 403, 403, 403, 403, 200 );
	private const HUB                   = array( 401, 401, 401, 401, 401, 401 );
	private const MANAGERS_FIND_NOTHING = array( 401, 403, 403, 403, 403, 404 );

	private const VIEWERS_FIND_NOTHING = array( 401, 403, 404, 404, 404, 404 );

	private const FORBIDDEN = array( 401, 403, 403, 403, 403, 403 );

	private const NOT_FOUND = array( 404, 404, 404, 404, 404, 404 );

	/** Method, route, body, what each role gets. */
	private const MATRIX = array(
		array( 'GET', '/events', null, self::EVERYONE ),
		array( 'GET', '/events/01890000-0000-7000-8000-000000000000', null, self::NOT_FOUND ),
		array( 'POST', '/token', null, self::USERS ),
		array( 'GET', '/status', null, self::VIEWERS ),
		array( 'POST', '/status/test', null, self::MANAGERS ),
		array( 'GET', '/status/hub', null, self::MANAGERS ),
		array( 'GET', '/settings', null, self::MANAGERS ),
		array( 'POST', '/settings', array( 'realtime_events' => array( 'retention_days' => 30 ) ), self::MANAGERS ),
		array( 'GET', '/settings/key', null, self::MANAGERS ),
		array( 'POST', '/settings/key', array( 'action' => 'generate' ), self::MANAGERS ),
		array( 'DELETE', '/settings/key', null, self::MANAGERS ),
		array( 'GET', '/deliveries', null, self::MANAGERS ),
		array( 'GET', '/deliveries/health', null, self::MANAGERS ),
		array( 'POST', '/deliveries/replay-dead', null, self::MANAGERS ),
		array( 'GET', '/deliveries/999999', null, self::MANAGERS_FIND_NOTHING ),
		array( 'POST', '/deliveries/999999/replay', null, self::MANAGERS_FIND_NOTHING ),
		array( 'POST', '/deliveries/999999/cancel', null, self::MANAGERS_FIND_NOTHING ),
		array( 'GET', '/site-health/connection', null, self::MANAGERS ),
		array( 'GET', '/events/chart', null, self::VIEWERS ),
		array( 'GET', '/events/export', null, self::VIEWERS ),
		array( 'GET', '/events/triage?id[]=01890000-0000-7000-8000-000000000000', null, self::VIEWERS ),
		array( 'GET', '/events/pinned', null, self::VIEWERS ),
		array( 'POST', '/events/01890000-0000-7000-8000-000000000000/triage', array( 'action' => 'claim' ), self::VIEWERS_FIND_NOTHING ),
		array( 'GET', '/events/01890000-0000-7000-8000-000000000000/audiences', null, self::MANAGERS_FIND_NOTHING ),
		// Whether there is no such post or it is somebody else's, is not told.
		array( 'GET', '/posts/999999/announcement', null, self::FORBIDDEN ),
		array( 'GET', '/hooks', null, self::MANAGERS ),
		array( 'PUT', '/hooks', array( 'hooks' => array() ), self::MANAGERS ),
		array( 'GET', '/hooks/recording', null, self::MANAGERS ),
		array( 'POST', '/hooks/recording', null, self::MANAGERS ),
		array( 'DELETE', '/hooks/recording', null, self::MANAGERS ),
		// Without the order, or its key, nobody learns whether there is one.
		array( 'POST', '/orders/42/status', array( 'key' => 'wc_order_none' ), self::NOT_FOUND ),
		array( 'GET', '/ledger', null, self::HUB ),
		array( 'POST', '/wake', null, self::HUB ),
	);

	/** Routes of other rooms, which have such tests of their own. */
	private const ELSEWHERE = '#^/realtime-events/v1(?:/publish.*)?$#';

	/**
	 * Methods that change something are taken together, as WordPress registers them.
	 */
	private static function is_covered( string $pattern, string $method ): bool {
		$asked = in_array( $method, array( 'PUT', 'PATCH' ), true ) ? array( $method, 'POST' ) : array( $method );
		foreach ( self::MATRIX as [ $listed, $route ] ) {
			if ( in_array( $listed, $asked, true ) && preg_match( "@^$pattern$@i", self::NAMESPACE . strtok( $route, '?' ) ) ) {
				return true;
			}
		}
		return false;
	}

	public function test_every_route_is_in_the_matrix(): void {
		foreach ( rest_get_server()->get_routes( 'realtime-events/v1' ) as $pattern => $handlers ) {
			if ( preg_match( self::ELSEWHERE, $pattern ) ) {
				continue;
			}
			foreach ( $handlers as $handler ) {
				self::assertIsCallable( $handler['permission_callback'] ?? null, $pattern );
				foreach ( array_keys( $handler['methods'] ) as $method ) {
					self::assertTrue( self::is_covered( $pattern, $method ), "$method $pattern is not in the matrix." );
				}
			}
		}
	}

	/**
	 * @dataProvider cells
	 *
	 * @param string     $role   Who asks.
	 * @param string     $method How.
	 * @param string     $route  For what.
	 * @param mixed      $body   With what.
	 * @param int        $status What the answer is.
	 */
	public function test_who_may_what( string $role, string $method, string $route, mixed $body, int $status ): void {
		$key = $this->service( Api_Key::class )->generate();
		if ( 'shop_manager' === $role ) {
			add_role( 'shop_manager', 'Shop manager', get_role( 'editor' )->capabilities + array( 'edit_shop_orders' => true ) );
		}
		$role ? $this->act_as( $role ) : $this->act_as_nobody();
		$response = $this->rest( $method, self::NAMESPACE . $route, $body );
		$json     = (string) wp_json_encode( $response->get_data() );
		self::assertSame( $status, $response->get_status(), $json );
		self::assertStringNotContainsString( $key, $json );
		if ( $status >= 400 ) {
			self::assertMatchesRegularExpression( '/^[a-z_]+$/', $response->get_data()['code'] );
			self::assertNotSame( '', $response->get_data()['message'] );
			self::assertSame( $status, $response->get_data()['data']['status'] );
		}
	}

	/**
	 * @return \Generator<string, array{ string, string, string, mixed, int }>
	 */
	public static function cells(): \Generator {
		foreach ( self::MATRIX as [ $method, $route, $body, $statuses ] ) {
			foreach ( self::ROLES as $i => $role ) {
				yield "$method $route as " . ( $role ?: 'nobody' ) => array( $role, $method, $route, $body, $statuses[ $i ] );
			}
		}
	}
}
