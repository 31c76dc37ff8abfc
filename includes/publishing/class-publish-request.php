<?php
/**
 * An event as somebody asks for it.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Publishing;

use Realtime_Events\Events\Event;
use Realtime_Events\Events\Event_Types;
use Realtime_Events\Events\Json;
use WP_Error;

defined( 'ABSPATH' ) || exit;

/**
 * An event as somebody asks for it from outside. REST, the rewrite endpoint and admin-ajax read it alike.
 *
 * @since 0.1.0
 */
final class Publish_Request {

	/** What is read at all. */
	public const MAX_BODY_BYTES = Event::MAX_BYTES;

	private const TEXTS = array( 'type', 'subject', 'channel', 'severity' );

	/**
	 * @param string                $type Name of the type.
	 * @param array<string, mixed>  $data What happened.
	 * @param array<string, string> $args `subject`, `channel`, `severity`, where given.
	 */
	private function __construct(
		public readonly string $type,
		public readonly array $data,
		public readonly array $args,
	) {
	}

	/**
	 * Reads a body.
	 *
	 * @param string $body JSON.
	 * @return self|WP_Error
	 */
	public static function from_json( string $body ): self|WP_Error {
		if ( strlen( $body ) > self::MAX_BODY_BYTES ) {
			return self::too_large();
		}
		if ( ! mb_check_encoding( $body, 'UTF-8' ) ) {
			return self::error( 'invalid_text', __( 'The body is not valid UTF-8.', 'realtime-events' ) );
		}
		try {
			$fields = Json::decode( $body );
		} catch ( \JsonException $exception ) {
			return JSON_ERROR_DEPTH === $exception->getCode()
				/* translators: %d: number of levels. */
				? self::error( 'too_deep', sprintf( __( 'The body is nested too deep; at most %d levels are taken.', 'realtime-events' ), Json::MAX_DEPTH ) )
				: self::error( 'invalid_json', __( 'The body is not valid JSON.', 'realtime-events' ) );
		}
		if ( ! str_starts_with( ltrim( $body ), '{' ) ) {
			return self::error( 'invalid_body', __( 'The body has to be a JSON object.', 'realtime-events' ) );
		}
		return self::from_fields( (array) $fields );
	}

	/**
	 * Reads fields. What is none of `type`, `data`, `subject`, `channel` and `severity` is taken into the data.
	 *
	 * @param array<mixed> $fields By name.
	 * @return self|WP_Error
	 */
	public static function from_fields( array $fields ): self|WP_Error {
		$texts = array();
		foreach ( self::TEXTS as $name ) {
			$value = $fields[ $name ] ?? null;
			unset( $fields[ $name ] );
			if ( null === $value || '' === $value ) {
				continue;
			}
			if ( ! is_string( $value ) ) {
				/* translators: %s: name of a field. */
				return self::error( "invalid_{$name}", sprintf( __( '“%s” has to be a string.', 'realtime-events' ), $name ) );
			}
			$texts[ $name ] = $value;
		}
		$data = $fields['data'] ?? array();
		unset( $fields['data'] );
		if ( $data instanceof \stdClass ) {
			// An object, even if its names are 0, 1, 2.
			$data = (array) $data;
		} elseif ( ! is_array( $data ) || ( array() !== $data && array_is_list( $data ) ) ) {
			return self::error( 'invalid_data', __( '“data” has to be an object.', 'realtime-events' ) );
		}
		$type = $texts['type'] ?? Event_Types::GENERIC;
		unset( $texts['type'] );
		return new self( $type, $data + $fields, $texts );
	}

	/**
	 * What tells this request from another one: the same for the same event, however its JSON is spaced.
	 */
	public function digest(): string {
		return hash( 'sha256', (string) wp_json_encode( array( $this->type, $this->data, $this->args ) ) );
	}

	/**
	 * What is said about a body that is too large.
	 *
	 * @param int $max_bytes What would have been taken.
	 */
	public static function too_large( int $max_bytes = self::MAX_BODY_BYTES ): WP_Error {
		/* translators: %s: number of bytes. */
		return self::error( 'too_large', sprintf( __( 'The body is too large; at most %s bytes are taken.', 'realtime-events' ), number_format_i18n( $max_bytes ) ), 413 );
	}

	private static function error( string $code, string $message, int $status = 400 ): WP_Error {
		return new WP_Error( "realtime_events_{$code}", $message, array( 'status' => $status ) );
	}
}
