<?php
/**
 * Tests of telling the hub whose tokens no longer count.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Delivery;

use Realtime_Events\Access\Api_Key;
use Realtime_Events\Access\Signature;
use Realtime_Events\Delivery\Revocations;
use Realtime_Events\Tests\Test_Case;

final class Revocations_Test extends Test_Case {

	private const KEY = 'key-of-sixteen-bytes-or-more';

	protected function setUp(): void {
		parent::setUp();
		$this->service( Api_Key::class )->set( self::KEY );
		$this->use_profile( 'hub' );
	}

	private function use_profile( string $profile ): void {
		update_option(
			'realtime_events',
			array(
				'server_url' => 'https://hub.example',
				'profile'    => $profile,
				'site_id'    => 'example.org',
			)
		);
	}

	/**
	 * @return list<array<string, mixed>> What the hub was told.
	 */
	private function told(): array {
		$control = array_filter( $this->sent, static fn( array $request ): bool => str_ends_with( $request['url'], '/api/v1/control' ) );
		return array_values( array_map( static fn( array $request ): array => json_decode( $request['body'], true ), $control ) );
	}

	/**
	 * @return \ArrayObject<int, int> Who is withdrawn from now on.
	 */
	private function see_withdrawn(): \ArrayObject {
		$seen = new \ArrayObject();
		add_action( 'realtime_events_user_withdrawn', static fn( int $id ) => $seen->append( $id ) );
		return $seen;
	}

	public function test_the_hub_is_told_by_a_signed_message(): void {
		$this->answer_http_with( 202 );
		$revocations = $this->service( Revocations::class );
		$revocations->withdraw( 42 );
		$revocations->withdraw( 42 );
		self::assertSame( array(), $this->sent );
		$before = (int) floor( 1000 * microtime( true ) );
		$revocations->after_response();
		$after = (int) ceil( 1000 * microtime( true ) );

		self::assertCount( 1, $this->sent );
		[ $request ] = $this->sent;
		[ $told ]    = $this->told();
		self::assertSame( 'https://hub.example/api/v1/control', $request['url'] );
		self::assertSame( array( 'type', 'user', 'at' ), array_keys( $told ) );
		self::assertSame( array( 'revoke', '42' ), array( $told['type'], $told['user'] ) );
		self::assertGreaterThanOrEqual( $before, $told['at'] );
		self::assertLessThanOrEqual( $after, $told['at'] );
		self::assertSame( 'example.org', $request['headers']['Realtime-Events-Site'] );
		self::assertTrue( $this->service( Signature::class )->verify( $request['headers'], $request['body'], array( Api_Key::publish_key( self::KEY ) ), time() ) );
		self::assertFalse( get_transient( Revocations::TRANSIENT ) );
	}

	/**
	 * @return array<string, array{ \Closure( int ): mixed }>
	 */
	public function occasions(): array {
		return array(
			'logging out'                  => array( static fn( int $user ) => do_action( 'wp_logout', $user ) ),
			'another role'                 => array( static fn( int $user ) => get_userdata( $user )->set_role( 'subscriber' ) ),
			'a role less'                  => array( static fn( int $user ) => get_userdata( $user )->remove_role( 'editor' ) ),
			'a new password'               => array( static fn( int $user ) => reset_password( get_userdata( $user ), 'another' ) ),
			'being deleted'                => array( static fn( int $user ) => wp_delete_user( $user ) ),
			'a right less'                 => array( static fn( int $user ) => get_userdata( $user )->remove_cap( 'edit_shop_orders' ) ),
			'a right denied'               => array( static fn( int $user ) => get_userdata( $user )->add_cap( 'edit_posts', false ) ),
			'no right left'                => array( static fn( int $user ) => get_userdata( $user )->remove_all_caps() ),
			'its role having a right less' => array( static fn() => get_role( 'editor' )->remove_cap( 'edit_others_posts' ) ),
			'its role being denied one'    => array( static fn() => get_role( 'editor' )->add_cap( 'edit_posts', false ) ),
			'its role being removed'       => array( static fn() => remove_role( 'editor' ) ),
		);
	}

	/**
	 * @dataProvider occasions
	 *
	 * @param \Closure( int ): mixed $happens What happens to a user.
	 */
	public function test_it_withdraws_at( \Closure $happens ): void {
		$this->answer_http_with( 202 );
		require_once ABSPATH . 'wp-admin/includes/user.php';
		$user = $this->create_user( 'editor' )->ID;
		get_userdata( $user )->add_cap( 'edit_shop_orders' );
		$seen = $this->see_withdrawn();
		$happens( $user );
		self::assertContains( $user, $seen->getArrayCopy() );
	}

	/**
	 * @return array<string, array{ \Closure( int ): mixed }>
	 */
	public function gains(): array {
		return array(
			'a role more'                  => array( static fn( int $user ) => get_userdata( $user )->add_role( 'editor' ) ),
			'a right more'                 => array( static fn( int $user ) => get_userdata( $user )->add_cap( 'edit_shop_orders' ) ),
			'what it had not being denied' => array( static fn( int $user ) => get_userdata( $user )->add_cap( 'manage_options', false ) ),
			'its role having a right more' => array( static fn() => get_role( 'author' )->add_cap( 'edit_others_posts' ) ),
			'another role losing a right'  => array( static fn() => get_role( 'contributor' )->remove_cap( 'edit_posts' ) ),
			'a new role'                   => array( static fn() => add_role( 'night_shift', 'Night shift', array( 'edit_posts' => true ) ) ),
			'another user losing a right'  => array( fn() => $this->create_user( 'editor' )->add_cap( 'edit_posts', false ) ),
			'the language being changed'   => array( static fn( int $user ) => update_user_meta( $user, 'locale', 'de_DE' ) ),
		);
	}

	/**
	 * @dataProvider gains
	 *
	 * @param \Closure( int ): mixed $happens What happens to a user or to others.
	 */
	public function test_it_cuts_nobody_off_by( \Closure $happens ): void {
		$this->answer_http_with( 202 );
		$user = $this->create_user( 'author' )->ID;
		$seen = $this->see_withdrawn();
		$happens( $user );
		self::assertNotContains( $user, $seen->getArrayCopy() );
	}

	/**
	 * @return array<string, array{ list<string>, list<string>, list<string> }>
	 */
	public function choices(): array {
		return array(
			'the usual roles, then one of them' => array( array(), array( 'author' ), array( 'editor' ) ),
			'one more'                          => array( array( 'author' ), array( 'author', 'editor' ), array() ),
			'others'                            => array( array( 'editor', 'subscriber' ), array( 'author' ), array( 'editor', 'subscriber' ) ),
			'back to the usual ones'            => array( array( 'subscriber' ), array(), array( 'subscriber' ) ),
			'the same'                          => array( array( 'author' ), array( 'author' ), array() ),
		);
	}

	/**
	 * @dataProvider choices
	 *
	 * @param list<string> $before Roles that may see events.
	 * @param list<string> $after  The same from then on.
	 * @param list<string> $lost   Who loses it.
	 */
	public function test_it_withdraws_whose_role_may_see_events_no_more( array $before, array $after, array $lost ): void {
		$this->answer_http_with( 202 );
		$users = array();
		foreach ( array( 'administrator', 'editor', 'author', 'subscriber' ) as $role ) {
			$users[ $role ] = $this->create_user( $role )->ID;
		}
		$choose = static fn( array $roles ) => update_option( 'realtime_events', array( 'roles' => array( 'view' => $roles ) ) + get_option( 'realtime_events' ) );
		$choose( $before );
		$seen   = $this->see_withdrawn();
		$choose( $after );
		self::assertEqualsCanonicalizing( $lost, array_keys( array_intersect( $users, $seen->getArrayCopy() ) ) );
	}

	public function test_who_is_new_has_nothing_to_withdraw(): void {
		$seen = 0;
		add_action(
			'realtime_events_user_withdrawn',
			static function () use ( &$seen ): void {
				++$seen;
			}
		);
		$this->create_user( 'editor' );
		self::assertSame( 0, $seen );
	}

	public function test_a_hub_that_is_away_is_told_later(): void {
		$this->answer_http_with( 503 );
		$revocations = $this->service( Revocations::class );
		$revocations->withdraw( 42 );
		$revocations->after_response();
		$waiting = get_transient( Revocations::TRANSIENT );
		self::assertSame( array( 42 ), array_keys( $waiting ) );

		$this->sent = array();
		$this->answer_http_with( 202 );
		$revocations->retry();
		self::assertSame( '42', $this->told()[0]['user'] );
		self::assertSame( $waiting[42], $this->told()[0]['at'], 'Tokens of after that moment are good, however late the hub hears of it.' );
		self::assertFalse( get_transient( Revocations::TRANSIENT ) );
		$revocations->retry();
		self::assertCount( 1, $this->told() );
	}

	public function test_what_is_older_than_any_token_is_not_told_any_more(): void {
		set_transient( Revocations::TRANSIENT, array( 42 => ( time() - HOUR_IN_SECONDS ) * 1000 ), HOUR_IN_SECONDS );
		$this->service( Revocations::class )->retry();
		self::assertSame( array(), $this->sent );
	}

	public function test_other_servers_are_told_nothing(): void {
		$this->use_profile( 'ws-event' );
		$revocations = $this->service( Revocations::class );
		$revocations->withdraw( 42 );
		$revocations->after_response();
		self::assertSame( array(), $this->sent );
	}
}
