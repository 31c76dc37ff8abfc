<?php
/**
 * The event trigger: a way in without the REST API.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Publishing;

use Realtime_Events\Events\Json;
use WP_Error;

defined( 'ABSPATH' ) || exit;

/**
 * `/realtime-events/v1/event-trigger`, by the Rewrite API: the same as POST /publish, for programs that cannot reach the REST API.
 *
 * Without pretty permalinks it is `/?realtime_events_trigger=1`, which always works.
 *
 * @since 0.1.0
 */
final class Event_Trigger_Endpoint {

	public const QUERY_VAR = Publishing_Module::TRIGGER_VAR;
	public const PATH      = Publishing_Module::TRIGGER_PATH;

	public function __construct(
		private readonly Gate $gate,
		private readonly Intake $intake,
	) {
	}

	/**
	 * Whether this request is for the endpoint: there application passwords count, as they do in the REST API, and on no other page.
	 *
	 * WordPress asks this before it knows which page is asked for, so the address is looked at. Both forms of it end in answer().
	 */
	public static function is_asked_for(): bool {
		$path = trim( (string) wp_parse_url( (string) ( $_SERVER['REQUEST_URI'] ?? '' ), PHP_URL_PATH ), '/' ); // phpcs:ignore WordPress.Security.ValidatedSanitizedInput -- Only compared.
		$home = trim( (string) wp_parse_url( home_url(), PHP_URL_PATH ), '/' );
		$here = trim( "{$home}/" . self::PATH, '/' ) === $path
			|| ( in_array( $path, array( $home, trim( "{$home}/index.php", '/' ) ), true ) && ! empty( $_GET[ self::QUERY_VAR ] ) ); // phpcs:ignore WordPress.Security.NonceVerification.Recommended -- Only looked at.
		return $here && ! is_admin();
	}

	/**
	 * Answers, and that is all of this request.
	 */
	public function answer(): void {
		$this->send( ...$this->respond( $_SERVER, self::body() ) );
		exit;
	}

	/**
	 * Does what was asked for.
	 *
	 * @param array<string, mixed> $server Method and headers, as PHP has them in $_SERVER.
	 * @param string               $body   The body.
	 * @return array{ int, array<string, mixed>, array<string, string> } Status, body and headers of the answer.
	 */
	public function respond( array $server, string $body ): array {
		$event = $this->publish( $server, $body );
		if ( ! is_wp_error( $event ) ) {
			return array( 201, $event, array() );
		}
		$data    = (array) $event->get_error_data();
		$headers = isset( $data['retry_after'] ) ? array( 'Retry-After' => (string) $data['retry_after'] ) : array();
		if ( 405 === ( $data['status'] ?? 0 ) ) {
			$headers['Allow'] = 'POST';
		}
		return array(
			(int) ( $data['status'] ?? 500 ),
			array(
				'code'    => $event->get_error_code(),
				'message' => $event->get_error_message(),
				'data'    => array( 'status' => (int) ( $data['status'] ?? 500 ) ),
			),
			$headers,
		);
	}

	/**
	 * @param array<string, mixed> $server As respond() takes it.
	 * @return array<string, mixed>|WP_Error The stored event.
	 */
	private function publish( array $server, string $body ): array|WP_Error {
		if ( 'POST' !== ( $server['REQUEST_METHOD'] ?? '' ) ) {
			return new WP_Error( 'realtime_events_method_not_allowed', __( 'Send the event by POST.', 'realtime-events' ), array( 'status' => 405 ) );
		}
		$caller = $this->caller( $server );
		if ( is_wp_error( $caller ) ) {
			return $caller;
		}
		$limited = $this->gate->limit( $caller );
		if ( is_wp_error( $limited ) ) {
			return $limited;
		}
		$is_form = str_starts_with( (string) ( $server['CONTENT_TYPE'] ?? '' ), 'application/x-www-form-urlencoded' );
		$wanted  = $is_form ? self::from_form( $body ) : Publish_Request::from_json( $body );
		$event   = is_wp_error( $wanted ) ? $wanted : $this->intake->take( $caller, $wanted, (string) ( $server['HTTP_IDEMPOTENCY_KEY'] ?? '' ) );
		return is_wp_error( $event ) ? $event : $event->to_cloudevent();
	}

	/**
	 * Who asks. A browser's session counts only with a nonce, as in the REST API; an application password needs none.
	 *
	 * @param array<string, mixed> $server As respond() takes it.
	 */
	private function caller( array $server ): Caller|WP_Error {
		// Some servers put the header away before PHP sees it.
		$authorization = (string) ( $server['HTTP_AUTHORIZATION'] ?? $server['REDIRECT_HTTP_AUTHORIZATION'] ?? '' );
		$caller        = $this->gate->admit( $authorization );
		if ( is_wp_error( $caller ) || $caller->has_key() || did_action( 'application_password_did_authenticate' ) ) {
			return $caller;
		}
		return wp_verify_nonce( (string) ( $server['HTTP_X_WP_NONCE'] ?? '' ), 'wp_rest' )
			? $caller
			: new WP_Error( 'realtime_events_nonce_invalid', __( 'The nonce is missing or too old. Reload the page and try again.', 'realtime-events' ), array( 'status' => 403 ) );
	}

	private static function from_form( string $body ): Publish_Request|WP_Error {
		if ( strlen( $body ) > Publish_Request::MAX_BODY_BYTES ) {
			return Publish_Request::too_large();
		}
		parse_str( $body, $fields );
		return Publish_Request::from_fields( $fields );
	}

	/**
	 * The body, and one byte more than may be, so that more is noticed and not read.
	 */
	private static function body(): string {
		return (string) file_get_contents( 'php://input', false, null, 0, Publish_Request::MAX_BODY_BYTES + 1 );
	}

	/**
	 * @param array<string, mixed>  $answer  The body.
	 * @param array<string, string> $headers The headers.
	 */
	private function send( int $status, array $answer, array $headers ): void {
		status_header( $status );
		nocache_headers();
		header( 'Content-Type: application/json; charset=UTF-8' );
		header( 'X-Content-Type-Options: nosniff' );
		foreach ( $headers as $name => $value ) {
			header( "{$name}: {$value}" );
		}
		echo Json::encode( $answer ); // phpcs:ignore WordPress.Security.EscapeOutput.OutputNotEscaped -- JSON, and declared as such.
	}
}
