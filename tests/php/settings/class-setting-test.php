<?php
/**
 * Tests of writing the settings.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Settings;

use Realtime_Events\Settings\Options;
use Realtime_Events\Settings\Rejected_Input;
use Realtime_Events\Tests\Test_Case;

/**
 * Good input is stored whole, bad input not at all, by whatever way it comes.
 */
final class Setting_Test extends Test_Case {

	private const ROUTE = '/wp/v2/settings';

	private function save_form( array $input ): void {
		// As options.php does: strings only.
		update_option( Options::NAME, $input );
	}

	private function save_by_rest( mixed $input ): \WP_REST_Response {
		return $this->rest( 'POST', self::ROUTE, array( 'realtime_events' => $input ) );
	}

	public function test_a_form_of_strings_becomes_values_of_the_right_kind(): void {
		$this->save_form(
			array(
				'server_url'               => ' WSS://Hub.Example.com:443/ ',
				'profile'                  => 'ws-event',
				'profile_options'          => array(
					'publish_path'     => '/in',
					'relay_is_private' => '1',
				),
				'types'                    => array(
					'post.published' => array(
						'enabled' => '0',
						'public'  => '1',
					),
				),
				'retention_days'           => '7',
				'retention_rows'           => ' 250000 ',
				'purchase_delay_minutes'   => '0',
				'remove_data_on_uninstall' => '1',
			)
		);
		$options = $this->service( Options::class );
		self::assertSame( 'https://hub.example.com', $options->server_url() );
		self::assertSame( 'ws-event', $options->profile() );
		self::assertSame( '/in', $options->profile_option( 'publish_path' ) );
		self::assertTrue( $options->profile_option( 'relay_is_private' ) );
		self::assertFalse( $options->type_is_enabled( 'post.published' ) );
		self::assertTrue( $options->type_is_public( 'post.published' ) );
		self::assertSame( 7, $options->get( 'retention_days' ) );
		self::assertSame( 250000, $options->get( 'retention_rows' ) );
		self::assertSame( 0, $options->get( 'purchase_delay_minutes' ) );
		self::assertTrue( $options->get( 'remove_data_on_uninstall' ) );
	}

	public function test_what_is_not_mentioned_keeps_its_value(): void {
		$this->save_form(
			array(
				'server_url' => 'https://hub.example.com',
				'types'      => array( 'order.created' => array( 'enabled' => false ) ),
			)
		);
		$this->save_form( array( 'types' => array( 'post.published' => array( 'public' => true ) ) ) );
		$options = $this->service( Options::class );
		self::assertSame( 'https://hub.example.com', $options->server_url() );
		self::assertFalse( $options->type_is_enabled( 'order.created' ) );
		self::assertTrue( $options->type_is_enabled( 'post.published' ) );
		self::assertTrue( $options->type_is_public( 'post.published' ) );
	}

	/**
	 * @dataProvider bad_input
	 *
	 * @param array<string, mixed> $input What is wrong.
	 * @param string               $field Where the error belongs.
	 */
	public function test_bad_input_is_refused_beside_its_field_and_nothing_is_stored( array $input, string $field ): void {
		$this->act_as( 'administrator' );
		$this->save_form( array( 'server_url' => 'https://before.example' ) );
		$before = get_option( Options::NAME );

		$this->save_form( $input + array( 'retention_days' => 8 ) );
		self::assertSame( $before, get_option( Options::NAME ) );
		self::assertContains( $field, array_column( get_settings_errors( Options::NAME ), 'code' ) );
		$rejected = $this->service( Rejected_Input::class )->take();
		self::assertArrayHasKey( $field, $rejected['errors'] );
		if ( ! isset( $input['profile_options']['headers'] ) ) {
			self::assertSame( $input + array( 'retention_days' => 8 ), $rejected['input'], 'Nothing that was typed is lost.' );
		}
		self::assertSame( array(), $this->service( Rejected_Input::class )->take()['input'], 'It is shown once.' );
	}

	/**
	 * @dataProvider bad_input
	 *
	 * @param array<string, mixed> $input What is wrong.
	 * @param string               $field Where the error belongs.
	 */
	public function test_rest_answers_400_with_a_sentence_for_the_field( array $input, string $field ): void {
		$this->act_as( 'administrator' );
		$this->save_form( array( 'server_url' => 'https://before.example' ) );
		$before   = get_option( Options::NAME );
		$response = $this->save_by_rest( $input );
		self::assertSame( 400, $response->get_status() );
		self::assertSame( 'realtime_events_invalid_settings', $response->get_data()['code'] );
		self::assertSame( array( $field ), array_keys( $response->get_data()['data']['params'] ) );
		self::assertNotSame( '', $response->get_data()['data']['params'][ $field ] );
		self::assertSame( $before, get_option( Options::NAME ) );
	}

	/**
	 * @return array<string, array{ array<string, mixed>, string }>
	 */
	public static function bad_input(): array {
		$evil = '"><script>alert(1)</script>\' OR 1=1 --';
		return array(
			'address of another kind'  => array( array( 'server_url' => 'ftp://hub.example.com' ), 'server_url' ),
			'address with a password'  => array( array( 'server_url' => 'https://a:b@hub.example.com' ), 'server_url' ),
			'address that is HTML'     => array( array( 'server_url' => $evil ), 'server_url' ),
			'address that is a list'   => array( array( 'server_url' => array( 'https://x.example' ) ), 'server_url' ),
			'unknown profile'          => array( array( 'profile' => $evil ), 'profile' ),
			'profile that is a number' => array( array( 'profile' => 0 ), 'profile' ),
			'days below'               => array( array( 'retention_days' => '0' ), 'retention_days' ),
			'days above'               => array( array( 'retention_days' => '99999999999999999999' ), 'retention_days' ),
			'days in words'            => array( array( 'retention_days' => 'seven' ), 'retention_days' ),
			'days that are true'       => array( array( 'retention_days' => true ), 'retention_days' ),
			'half a day'               => array( array( 'retention_days' => '1.5' ), 'retention_days' ),
			'fewer rows than none'     => array( array( 'retention_rows' => '-1' ), 'retention_rows' ),
			'rows above'               => array( array( 'retention_rows' => '100000001' ), 'retention_rows' ),
			'rows that were emptied'   => array( array( 'retention_rows' => '' ), 'retention_rows' ),
			'minutes before'           => array( array( 'purchase_delay_minutes' => '-1' ), 'purchase_delay_minutes' ),
			'minutes above'            => array( array( 'purchase_delay_minutes' => '1441' ), 'purchase_delay_minutes' ),
			'emptied minutes'          => array( array( 'purchase_delay_minutes' => '' ), 'purchase_delay_minutes' ),
			'rows in words'            => array( array( 'retention_rows' => 'many' ), 'retention_rows' ),
			'rows that are false'      => array( array( 'retention_rows' => false ), 'retention_rows' ),
			'site id with a slash'     => array( array( 'site_id' => 'a/../b' ), 'site_id' ),
			'site id too long'         => array( array( 'site_id' => str_repeat( 'a', 64 ) ), 'site_id' ),
			'types as text'            => array( array( 'types' => 'all' ), 'types' ),
			'type with a bad name'     => array( array( 'types' => array( $evil => array( 'enabled' => '1' ) ) ), 'types' ),
			'type with a bad choice'   => array( array( 'types' => array( 'post.published' => array( 'public' => 'maybe' ) ) ), 'types.post.published.public' ),
			'path without a slash'     => array( array( 'profile_options' => array( 'publish_path' => 'event' ) ), 'profile_options.publish_path' ),
			'path that climbs'         => array( array( 'profile_options' => array( 'publish_path' => '/a/../../b' ) ), 'profile_options.publish_path' ),
			'another bad address'      => array( array( 'profile_options' => array( 'socket_url' => 'javascript:alert(1)' ) ), 'profile_options.socket_url' ),
			'header with a line break' => array( array( 'profile_options' => array( 'headers' => array( 'X-A' => "a\r\nX-B: b" ) ) ), 'profile_options.headers' ),
			'header with a secret'     => array( array( 'profile_options' => array( 'headers' => array( 'authorization' => 'Bearer x' ) ) ), 'profile_options.headers' ),
			'header with a null byte'  => array( array( 'profile_options' => array( 'headers' => array( 'X-A' => "a\0b" ) ) ), 'profile_options.headers' ),
			'header name with a colon' => array( array( 'profile_options' => array( 'headers' => array( "X-A: b\r\nX-B" => 'c' ) ) ), 'profile_options.headers' ),
			'header without a value'   => array( array( 'profile_options' => array( 'headers' => array( 'X-A' => '' ) ) ), 'profile_options.headers' ),
			'header named twice'       => array( array( 'profile_options' => array( 'headers' => array( 'X-A' => 'a', 'x-a' => 'b' ) ) ), 'profile_options.headers' ),
			'header that is a list'    => array( array( 'profile_options' => array( 'headers' => array( 'X-A' => array( 'a' ) ) ) ), 'profile_options.headers' ),
			'too many headers'         => array( array( 'profile_options' => array( 'headers' => array_combine( array_map( static fn( int $n ): string => "X-$n", range( 1, 21 ) ), array_fill( 0, 21, 'a' ) ) ) ), 'profile_options.headers' ),
			'an order made public'     => array( array( 'types' => array( 'order.created' => array( 'channel' => 'public' ) ) ), 'types.order.created.channel' ),
			'a post made public'       => array( array( 'types' => array( 'post.published' => array( 'channel' => 'public' ) ) ), 'types.post.published.channel' ),
			'a channel of somebody'    => array( array( 'types' => array( 'post.published' => array( 'channel' => 'user:1' ) ) ), 'types.post.published.channel' ),
			'a channel that is none'   => array( array( 'types' => array( 'post.published' => array( 'channel' => array( 'admins' ) ) ) ), 'types.post.published.channel' ),
			'an unknown loudness'      => array( array( 'types' => array( 'post.published' => array( 'alerts' => 'siren' ) ) ), 'types.post.published.alerts' ),
			'unknown authentication'   => array( array( 'profile_options' => array( 'auth' => 'trust' ) ), 'profile_options.auth' ),
			'a role that is none'      => array( array( 'roles' => array( 'view' => array( '', 'emperor' ) ) ), 'roles.view' ),
			'roles as text'            => array( array( 'roles' => 'all' ), 'roles' ),
			'neither on nor off'       => array( array( 'remove_data_on_uninstall' => 'perhaps' ), 'remove_data_on_uninstall' ),
		);
	}

	public function test_roles_are_chosen_and_all_taken_back(): void {
		$this->save_form( array( 'roles' => array( 'view' => array( '', 'author', 'author' ), 'manage' => array( '' ) ) ) );
		self::assertSame( array( 'author' ), $this->service( Options::class )->roles( 'view' ) );
		self::assertSame( array(), $this->service( Options::class )->roles( 'manage' ) );
		$this->save_form( array( 'roles' => array( 'view' => array( '' ) ) ) );
		self::assertSame( array(), $this->service( Options::class )->roles( 'view' ) );
	}

	public function test_rest_refuses_properties_that_do_not_exist(): void {
		$this->act_as( 'administrator' );
		self::assertSame( 400, $this->save_by_rest( array( 'api_key' => 'a-key-that-has-no-place-here' ) )->get_status() );
	}

	public function test_rest_saves_a_part_and_returns_the_whole(): void {
		$this->act_as( 'administrator' );
		$response = $this->save_by_rest( array( 'server_url' => 'ws://hub.example.com:8090/' ) );
		self::assertSame( 200, $response->get_status() );
		$saved = $response->get_data()['realtime_events'];
		self::assertSame( 'http://hub.example.com:8090', $saved['server_url'] );
		self::assertSame( 90, $saved['retention_days'] );
		self::assertSame( 1000000, $saved['retention_rows'] );
	}

	public function test_a_ledger_without_a_limit_of_rows_can_be_chosen(): void {
		$this->act_as( 'administrator' );
		self::assertSame( 0, $this->save_by_rest( array( 'retention_rows' => 0 ) )->get_data()['realtime_events']['retention_rows'] );
		$this->save_form( array( 'retention_rows' => '0' ) );
		self::assertSame( 0, $this->service( Options::class )->get( 'retention_rows' ) );
	}

	public function test_empty_objects_stay_objects(): void {
		$this->act_as( 'administrator' );
		$json = wp_json_encode( $this->rest( 'GET', self::ROUTE )->get_data()['realtime_events'] );
		self::assertStringContainsString( '"types":{}', $json );
		self::assertStringContainsString( '"headers":{}', $json );
	}

	/**
	 * @testWith ["editor", 403]
	 *           ["author", 403]
	 *           ["subscriber", 403]
	 *           ["", 401]
	 */
	public function test_who_may_not_change_settings_learns_nothing_about_them( string $role, int $status ): void {
		$role ? $this->act_as( $role ) : $this->act_as_nobody();
		$response = $this->save_by_rest( array( 'server_url' => 'ftp://x' ) );
		self::assertSame( $status, $response->get_status() );
		self::assertStringNotContainsString( 'https://', $response->get_data()['message'] );
		self::assertSame( $status, $this->rest( 'GET', self::ROUTE )->get_status() );
	}
}
