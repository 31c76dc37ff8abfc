<?php
/**
 * The API key on the settings page.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Admin;

use Realtime_Events\Access\Api_Key;
use Realtime_Events\Access\Capabilities;
use WP_Error;

defined( 'ABSPATH' ) || exit;

/**
 * Makes, takes, rotates and deletes the key without JavaScript.
 *
 * A new key is printed into the answer to the form that asked for it and is kept nowhere for that. Sending
 * the form again, as a reload does, changes nothing: the form names the key that it was made for.
 *
 * @since 0.1.0
 */
final class Key_Form {

	private const ACTION_FIELD = 'realtime_events_key_action';
	private const KEY_FIELD    = 'realtime_events_key';
	private const STATE_FIELD  = 'realtime_events_key_state';
	private const NONCE        = 'realtime_events_key';
	private const NONCE_FIELD  = 'realtime_events_key_nonce';

	private const OVERLAP_SECONDS = DAY_IN_SECONDS;

	/**
	 * What came of the form: a new key, or an error, or a sentence.
	 */
	private string|WP_Error|null $result = null;

	/**
	 * The new key, while it may be shown.
	 */
	private string $new_key = '';

	public function __construct( private readonly Api_Key $api_key ) {
	}

	/**
	 * Does what the form asks for, if this request is one of its.
	 */
	public function handle(): void {
		if ( 'POST' !== ( $_SERVER['REQUEST_METHOD'] ?? '' ) || ! isset( $_POST[ self::ACTION_FIELD ] ) ) {
			return;
		}
		check_admin_referer( self::NONCE, self::NONCE_FIELD );
		if ( ! current_user_can( Capabilities::MANAGE ) ) {
			wp_die( esc_html__( 'You are not allowed to manage the events of this site.', 'realtime-events' ), '', array( 'response' => 403 ) );
		}
		if ( ! hash_equals( $this->state(), self::posted( self::STATE_FIELD ) ) ) {
			$this->result = new WP_Error( 'realtime_events_key_changed', __( 'The key was changed in the meantime. Nothing was done; look at it again.', 'realtime-events' ) );
			return;
		}
		$this->result = $this->carry_out( self::posted( self::ACTION_FIELD ) );
	}

	/**
	 * Prints what came of the form. Not inside of what the script takes over: a key that is shown once must stay.
	 */
	public function render_result(): void {
		if ( null === $this->result ) {
			return;
		}
		// Inline, because WordPress moves other notices below the heading, which the script takes over.
		if ( is_wp_error( $this->result ) ) {
			$type = 'error';
			$text = esc_html( $this->result->get_error_message() );
		} else {
			$type = 'success';
			$text = esc_html( $this->result ) . ( '' === $this->new_key ? '' : sprintf( '</p><p><code class="realtime-events-new-key">%s</code>', esc_html( $this->new_key ) ) );
		}
		wp_admin_notice(
			$text,
			array(
				'type'               => $type,
				'additional_classes' => array( 'inline' ),
			)
		);
	}

	/**
	 * Prints the state of the key and the forms that change it.
	 */
	public function render(): void {
		$status = $this->api_key->status();
		printf( '<h2>%s</h2>', esc_html__( 'API key', 'realtime-events' ) );
		if ( 'constant' === $status['source'] ) {
			/* translators: %s: name of a PHP constant. */
			$text = $status['isSet'] ? __( 'The key is set in wp-config.php by %s.', 'realtime-events' ) : __( '%s in wp-config.php is too short or has characters that a key may not have.', 'realtime-events' );
			printf( '<p>%s</p>', esc_html( sprintf( $text, Api_Key::CONSTANT ) ) );
			return;
		}
		if ( ! $status['isSet'] ) {
			printf( '<p>%s</p>', esc_html__( 'There is no key yet. The site and its server know each other by it.', 'realtime-events' ) );
			$this->form( 'generate', __( 'Generate a key', 'realtime-events' ), 'primary' );
			$this->form( 'set', __( 'Use a key that I have', 'realtime-events' ) );
			return;
		}
		/* translators: %s: last characters of a key. */
		printf( '<p>%s</p>', esc_html( sprintf( __( 'A key is set. It ends in %s. It cannot be shown again.', 'realtime-events' ), (string) $status['last4'] ) ) );
		if ( null !== $status['previousUntil'] ) {
			/* translators: %s: date and time. */
			printf( '<p>%s</p>', esc_html( sprintf( __( 'The key before it is good until %s.', 'realtime-events' ), (string) wp_date( get_option( 'date_format' ) . ' ' . get_option( 'time_format' ), $status['previousUntil'] ) ) ) );
		}
		$this->form( 'rotate', __( 'Make a new key; the old one stays good for a day', 'realtime-events' ) );
		$this->form( 'set', __( 'Use a key that I have', 'realtime-events' ) );
		$this->form( 'delete', __( 'Delete the key', 'realtime-events' ), 'delete' );
	}

	private function carry_out( string $action ): string|WP_Error {
		switch ( $action ) {
			case 'generate':
			case 'rotate':
				$key = 'generate' === $action ? $this->api_key->generate() : $this->api_key->rotate( self::OVERLAP_SECONDS );
				if ( is_wp_error( $key ) ) {
					return $key;
				}
				$this->new_key = $key;
				return __( 'This is the new API key. Copy it now and keep it safe: it is shown this once.', 'realtime-events' );
			case 'set':
				$set = $this->api_key->set( self::posted( self::KEY_FIELD ) );
				return is_wp_error( $set ) ? $set : __( 'The key is stored.', 'realtime-events' );
			case 'delete':
				$deleted = $this->api_key->delete();
				return is_wp_error( $deleted ) ? $deleted : __( 'The key is deleted. Nothing is sent until there is a new one.', 'realtime-events' );
		}
		return new WP_Error( 'realtime_events_key_action', __( 'The form did not say what to do with the key.', 'realtime-events' ) );
	}

	/**
	 * One of the forms.
	 *
	 * @param string $action What it does.
	 * @param string $label  What its button says.
	 * @param string $kind   Kind of the button.
	 */
	private function form( string $action, string $label, string $kind = 'secondary' ): void {
		printf( '<form method="post" action="%s">', esc_url( Menu::url( Settings_Page::SLUG ) ) );
		wp_nonce_field( self::NONCE, self::NONCE_FIELD, false );
		printf( '<input type="hidden" name="%s" value="%s">', esc_attr( self::ACTION_FIELD ), esc_attr( $action ) );
		printf( '<input type="hidden" name="%s" value="%s">', esc_attr( self::STATE_FIELD ), esc_attr( $this->state() ) );
		echo '<p>';
		if ( 'set' === $action ) {
			printf( '<input type="password" name="%s" class="regular-text code" autocomplete="new-password" aria-label="%s"> ', esc_attr( self::KEY_FIELD ), esc_attr__( 'API key', 'realtime-events' ) );
		}
		submit_button( $label, $kind, 'submit', false, array( 'id' => "realtime-events-key-$action" ) );
		echo '</p></form>';
	}

	/**
	 * Names the key as it is now, without telling anything of it.
	 */
	private function state(): string {
		return wp_hash( implode( '|', $this->api_key->active() ), 'nonce' );
	}

	private static function posted( string $field ): string {
		$value = $_POST[ $field ] ?? ''; // phpcs:ignore WordPress.Security -- The nonce is checked in handle(); a key is taken byte by byte or not at all.
		return is_string( $value ) ? wp_unslash( $value ) : '';
	}
}
