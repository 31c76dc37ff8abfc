<?php
/**
 * The event trigger of admin-ajax.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Publishing;

use WP_Error;

defined( 'ABSPATH' ) || exit;

/**
 * `admin-ajax.php?action=realtime_events_trigger`: for themes and the button “Send test event”. Logged-in users with a nonce only.
 *
 * @since 0.1.0
 */
final class Trigger_Ajax {

	/** Name of the action, and of the nonce. */
	public const ACTION = Publishing_Module::TRIGGER_ACTION;

	/** Fields of the form that are no part of the event. */
	private const NOT_OF_THE_EVENT = array( 'action', 'nonce', '_wpnonce', '_ajax_nonce', '_wp_http_referer', 'event' );

	public function __construct(
		private readonly Gate $gate,
		private readonly Intake $intake,
	) {
	}

	/**
	 * Takes an event: as JSON in the field `event`, or as the fields of the form.
	 */
	public function answer(): void {
		// Or that of the REST API, which WordPress's own scripts renew on a page that is open for long. It opens the same door there.
		$event = check_ajax_referer( self::ACTION, false, false ) || check_ajax_referer( 'wp_rest', false, false )
			? $this->publish( wp_unslash( $_POST ) )
			: new WP_Error( 'realtime_events_nonce_invalid', __( 'The nonce is missing or too old. Reload the page and try again.', 'realtime-events' ), array( 'status' => 403 ) );
		if ( ! is_wp_error( $event ) ) {
			wp_send_json_success( $event, 201 );
		}
		$data = (array) $event->get_error_data();
		if ( isset( $data['retry_after'] ) && ! headers_sent() ) {
			header( 'Retry-After: ' . (int) $data['retry_after'] );
		}
		wp_send_json_error(
			array(
				'code'    => $event->get_error_code(),
				'message' => $event->get_error_message(),
			),
			(int) ( $data['status'] ?? 500 )
		);
	}

	/**
	 * @param array<string, mixed> $form What was sent.
	 * @return array<string, mixed>|WP_Error The stored event.
	 */
	private function publish( array $form ): array|WP_Error {
		// No key here: whoever has it has no need of a browser.
		$caller = $this->gate->admit( null );
		if ( is_wp_error( $caller ) ) {
			return $caller;
		}
		$limited = $this->gate->limit( $caller );
		if ( is_wp_error( $limited ) ) {
			return $limited;
		}
		$wanted = is_string( $form['event'] ?? null )
			? Publish_Request::from_json( $form['event'] )
			: Publish_Request::from_fields( array_diff_key( $form, array_flip( self::NOT_OF_THE_EVENT ) ) );
		$event  = is_wp_error( $wanted ) ? $wanted : $this->intake->take( $caller, $wanted );
		return is_wp_error( $event ) ? $event : $event->to_cloudevent();
	}
}
