<?php
/**
 * Tests of saving the settings form without JavaScript.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Admin;

use DOMDocument;
use DOMElement;
use DOMXPath;
use Realtime_Events\Admin\Settings_Form;
use Realtime_Events\Settings\Options;
use Realtime_Events\Settings\Options_Schema;
use Realtime_Events\Tests\Test_Case;

/**
 * The form is printed, filled and sent as a browser without scripts does it. Every setting has its field, and every field its effect.
 */
final class Form_Saves_Test extends Test_Case {

	/** A value for each field by its name, and what is stored of it. */
	private const FIELDS = array(
		'server_url'                       => array( 'https://hub.example.com', 'https://hub.example.com' ),
		'profile'                          => array( 'http', 'http' ),
		'site_id'                          => array( 'my-site', 'my-site' ),
		'profile_options.publish_path'     => array( '/in', '/in' ),
		'profile_options.socket_url'       => array( 'wss://live.example.com', 'https://live.example.com' ),
		'profile_options.auth'             => array( 'bearer', 'bearer' ),
		'profile_options.format'           => array( 'plain', 'plain' ),
		'profile_options.relay_is_private' => array( '1', true ),
		'types.post.published.enabled'     => array( '0', false ),
		'types.post.published.public'      => array( '1', true ),
		'types.post.published.channel'     => array( 'admins', 'admins' ),
		'types.post.published.alerts'      => array( 'sound', 'sound' ),
		'roles.view'                       => array( array( '', 'author' ), array( 'author' ) ),
		'roles.publish'                    => array( array( '', 'editor' ), array( 'editor' ) ),
		'roles.manage'                     => array( array( '', 'administrator', 'editor' ), array( 'administrator', 'editor' ) ),
		'retention_days'                   => array( '7', 7 ),
		'retention_rows'                   => array( '5000', 5000 ),
		'public_polling'                   => array( '1', true ),
		'remove_data_on_uninstall'         => array( '1', true ),
	);

	protected function setUp(): void {
		parent::setUp();
		$this->act_as( 'administrator' );
	}

	/**
	 * The form as a browser reads it.
	 */
	private function printed(): DOMXPath {
		$form = $this->service( Settings_Form::class );
		require_once ABSPATH . 'wp-admin/includes/template.php';
		$form->register();
		ob_start();
		$form->render();
		$document = new DOMDocument();
		$document->loadHTML( '<?xml encoding="UTF-8">' . ob_get_clean(), LIBXML_NOERROR );
		return new DOMXPath( $document );
	}

	/**
	 * What each control of the form would send as it stands.
	 *
	 * @return array<string, mixed> As PHP has it in $_POST.
	 */
	private function form(): array {
		$printed = $this->printed();
		$pairs   = array();
		foreach ( $printed->query( '//form//*[@name and not(@disabled)]' ) as $control ) {
			self::assertInstanceOf( DOMElement::class, $control );
			if ( 'checkbox' === $control->getAttribute( 'type' ) && ! $control->hasAttribute( 'checked' ) ) {
				continue;
			}
			$value = $control->getAttribute( 'value' );
			if ( 'select' === $control->tagName ) {
				$chosen = $printed->query( './/option[@selected]', $control )->item( 0 ) ?? $control->getElementsByTagName( 'option' )->item( 0 );
				$value  = $chosen->getAttribute( 'value' );
			}
			$pairs[] = rawurlencode( $control->getAttribute( 'name' ) ) . '=' . rawurlencode( $value );
		}
		parse_str( implode( '&', $pairs ), $sent );
		return $sent;
	}

	/**
	 * @param array<string, mixed> $values Nested.
	 * @param string               $field  Its place, the name of a type being one part.
	 * @param mixed                $value  What to put there; null to look.
	 */
	private static function value_at( array &$values, string $field, mixed $value = null ): mixed {
		preg_match( '/^(types)\.(.+)\.(\w+)$/', $field, $found );
		$place = &$values;
		foreach ( $found ? array_slice( $found, 1 ) : explode( '.', $field ) as $name ) {
			self::assertArrayHasKey( $name, $place, "The form has a field $field." );
			$place = &$place[ $name ];
		}
		if ( null !== $value ) {
			$place = $value;
		}
		return $place;
	}

	/**
	 * @return array<string, mixed>
	 */
	private static function stored(): array {
		return get_option( Options::NAME );
	}

	/**
	 * @return array<string, array{ string, mixed, mixed }>
	 */
	public static function fields(): array {
		$fields = array();
		foreach ( self::FIELDS as $field => [ $typed, $stored ] ) {
			$fields[ $field ] = array( $field, $typed, $stored );
		}
		return $fields;
	}

	public function test_every_setting_has_a_field_that_is_tested_here(): void {
		$tested = array();
		foreach ( array_keys( self::FIELDS ) as $field ) {
			$tested[] = (string) strtok( $field, '.' );
		}
		// What concerns a shop is asked where there is one.
		$asked = array_values( array_diff( array_keys( Options_Schema::defaults() ), array( 'purchase_delay_minutes' ) ) );
		self::assertEqualsCanonicalizing( $asked, array_values( array_unique( $tested ) ) );
		$options = array_map( static fn( string $name ): string => "profile_options.$name", array_diff( array_keys( Options_Schema::default_profile_options() ), array( 'headers' ) ) );
		self::assertSame( array(), array_diff( $options, array_keys( self::FIELDS ) ) );
		$choices = Options_Schema::schema()['properties']['types']['patternProperties'];
		foreach ( array_keys( reset( $choices )['properties'] ) as $choice ) {
			self::assertArrayHasKey( "types.post.published.$choice", self::FIELDS );
		}
	}

	public function test_the_form_as_it_stands_changes_nothing(): void {
		$before = $this->service( Options::class )->all();
		$sent   = $this->form();
		self::assertSame( 'realtime_events', $sent['option_page'] );
		self::assertSame( 1, wp_verify_nonce( $sent['_wpnonce'], 'realtime_events-options' ) );
		update_option( Options::NAME, $sent[ Options::NAME ] );
		$after = $this->service( Options::class )->all();
		self::assertSame( array(), array_filter( $after['types'], static fn( array $choice ): bool => \Realtime_Events\Settings\Type_Choices::DEFAULTS !== $choice ) );
		unset( $before['types'], $after['types'] );
		self::assertSame( $before, $after );
	}

	/**
	 * @dataProvider fields
	 */
	public function test_a_field_is_saved_and_shown_again( string $field, mixed $typed, mixed $stored ): void {
		$sent = $this->form();
		self::value_at( $sent[ Options::NAME ], $field, $typed );
		update_option( Options::NAME, $sent[ Options::NAME ] );
		$now = self::stored();
		self::assertSame( $stored, self::value_at( $now, $field ) );
		// What the form shows from now on saves the same again.
		update_option( Options::NAME, $this->form()[ Options::NAME ] );
		self::assertSame( $now, self::stored() );
	}

	/**
	 * @return array<string, array{ string, mixed }>
	 */
	public static function bad_input(): array {
		$bad = array(
			'server_url'                   => 'ftp://hub.example.com',
			'profile'                      => 'carrier-pigeon',
			'site_id'                      => 'No site',
			'profile_options.publish_path' => 'https://elsewhere.example.com',
			'profile_options.socket_url'   => 'ftp://live.example.com',
			'profile_options.auth'         => 'a-nod',
			'profile_options.format'       => 'xml',
			'profile_options.headers'      => array( array( 'name' => 'No name', 'value' => 'x' ) ),
			'types.post.published.channel' => 'nobody',
			'types.post.published.alerts'  => 'a-shout',
			'roles.view'                   => array( '', 'no-such-role' ),
			'retention_days'               => '0',
			'retention_rows'               => '-1',
		);
		return array_combine( array_keys( $bad ), array_map( null, array_keys( $bad ), $bad ) );
	}

	/**
	 * @dataProvider bad_input
	 */
	public function test_what_is_wrong_is_said_beside_its_field_and_nothing_is_stored( string $field, mixed $typed ): void {
		$before = $this->service( Options::class )->all();
		$sent   = $this->form();
		self::value_at( $sent[ Options::NAME ], $field, $typed );
		$user = get_current_user_id();
		update_option( Options::NAME, $sent[ Options::NAME ] );
		$this->reset_request();
		wp_set_current_user( $user );

		self::assertSame( $before, $this->service( Options::class )->all() );
		$printed = $this->printed();
		$errors  = $printed->query( '//*[contains( @class, "realtime-events-field-error" )]' );
		self::assertCount( 1, $errors );
		$id = 'realtime-events-' . strtr( $field, '._', '--' ) . '-error';
		self::assertSame( $id, $errors->item( 0 )->getAttribute( 'id' ) );
		self::assertNotSame( '', trim( $errors->item( 0 )->textContent ) );
		$tied = $printed->query( '//*[@name or self::fieldset][contains( concat( " ", @aria-describedby, " " ), " ' . $id . ' " )]' );
		self::assertGreaterThan( 0, $tied->length, 'Nothing leads to what is wrong.' );
		// Several boxes and rows have one error together.
		$is_one_control = ! is_array( $typed );
		self::assertCount( $is_one_control ? 1 : 0, $printed->query( '//*[@aria-invalid="true"]' ) );
	}

	public function test_headers_are_added_kept_and_removed_and_never_printed(): void {
		$sent                                                   = $this->form();
		$sent[ Options::NAME ]['profile_options']['headers'][0] = array( 'name' => 'X-Api-Key', 'value' => 'sk-live-5f2b' );
		$sent[ Options::NAME ]['profile_options']['headers'][1] = array( 'name' => 'X-Tenant', 'value' => 'blue' );
		update_option( Options::NAME, $sent[ Options::NAME ] );
		self::assertSame( array( 'X-Api-Key' => 'sk-live-5f2b', 'X-Tenant' => 'blue' ), self::stored()['profile_options']['headers'] );

		$again = $this->form();
		self::assertStringNotContainsString( 'sk-live-5f2b', (string) wp_json_encode( $again ) );
		self::assertSame( array( 'X-Api-Key', 'X-Tenant', '', '' ), array_column( $again[ Options::NAME ]['profile_options']['headers'], 'name' ) );
		$again[ Options::NAME ]['profile_options']['headers'][1]['name'] = '';
		update_option( Options::NAME, $again[ Options::NAME ] );
		self::assertSame( array( 'X-Api-Key' => 'sk-live-5f2b' ), self::stored()['profile_options']['headers'] );
	}
}
