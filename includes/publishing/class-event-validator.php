<?php
/**
 * Whether an event may be stored.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Publishing;

use Realtime_Events\Access\Channels;
use Realtime_Events\Events\Event;
use Realtime_Events\Events\Event_Id;
use Realtime_Events\Events\Event_Type;
use Realtime_Events\Events\Json;
use WP_Error;

defined( 'ABSPATH' ) || exit;

/**
 * Says whether an event may be stored, whoever brings it.
 *
 * @since 0.1.0
 */
final class Event_Validator {

	/** Beyond it a browser cannot hold a whole number exactly. */
	private const MAX_SAFE_INTEGER = 9007199254740991;

	public function __construct( private readonly Channels $channels ) {
	}

	/**
	 * Looks at everything that is in the event.
	 *
	 * @param Event      $event What is to be stored.
	 * @param Event_Type $type  Its type.
	 * @return true|WP_Error
	 */
	public function check( Event $event, Event_Type $type ): bool|WP_Error {
		if ( ! preg_match( Event::TYPE_PATTERN, $event->type ) ) {
			return self::error( 'invalid_type', __( 'The type has 1 to 64 characters out of a–z, 0–9, “_”, “.” and “-”.', 'realtime-events' ) );
		}
		if ( '' !== $event->subject && ! preg_match( Event::SUBJECT_PATTERN, $event->subject ) ) {
			return self::error( 'invalid_subject', __( 'The subject has at most 191 characters out of letters, digits and . _ ~ : / @ -, like “post/42”.', 'realtime-events' ) );
		}
		if ( ! in_array( $event->severity, Event::SEVERITIES, true ) ) {
			return self::error( 'invalid_severity', __( 'The severity is one of: info, success, warning, error.', 'realtime-events' ) );
		}
		if ( ! $this->channels->carries_events( $event->channel ) ) {
			return self::error( 'invalid_channel', __( 'The channel is one of: public, editors, shop, admins, user:{id}, postType/{type}:{id}.', 'realtime-events' ) );
		}
		if ( null !== $event->causation_id && ! preg_match( Event_Id::PATTERN, $event->causation_id ) ) {
			return self::error( 'invalid_causation', __( 'The cause of an event is named by its id.', 'realtime-events' ) );
		}
		return $this->check_data( $event, $type );
	}

	/**
	 * @return true|WP_Error
	 */
	private function check_data( Event $event, Event_Type $type ): bool|WP_Error {
		$problem = self::problem_of( $event->data, 0 );
		if ( null !== $problem ) {
			return $problem;
		}
		if ( $type->schema ) {
			$valid = rest_validate_value_from_schema( $event->data, $type->schema, 'data' );
			if ( is_wp_error( $valid ) ) {
				return self::error( 'invalid_data', $valid->get_error_message() );
			}
		}
		try {
			$bytes = strlen( Json::encode( $event->to_cloudevent() ) );
		} catch ( \JsonException $exception ) {
			return self::error( 'invalid_data', __( 'The data cannot be written as JSON.', 'realtime-events' ) );
		}
		if ( $bytes > Event::MAX_BYTES ) {
			/* translators: 1: size of the event in bytes, 2: largest allowed size in bytes. */
			return self::error( 'too_large', sprintf( __( 'The event has %1$s bytes as JSON; at most %2$s are taken.', 'realtime-events' ), number_format_i18n( $bytes ), number_format_i18n( Event::MAX_BYTES ) ), 413 );
		}
		return true;
	}

	/**
	 * What no JSON Schema would find: what one of the programs on the event's way cannot hold.
	 *
	 * @param mixed $value Any part of the data.
	 * @param int   $depth How deep it lies.
	 */
	private static function problem_of( mixed $value, int $depth ): ?WP_Error {
		// The envelope is one level more.
		if ( $depth >= Json::MAX_DEPTH - 1 ) {
			/* translators: %d: number of levels. */
			return self::error( 'too_deep', sprintf( __( 'The data is nested too deep; at most %d levels are taken.', 'realtime-events' ), Json::MAX_DEPTH - 1 ) );
		}
		if ( is_string( $value ) ) {
			return self::problem_of_text( $value );
		}
		if ( is_int( $value ) || is_float( $value ) ) {
			$is_exact = is_finite( (float) $value ) && ( abs( $value ) <= self::MAX_SAFE_INTEGER || ( is_float( $value ) && abs( $value ) >= 1e21 ) );
			return $is_exact ? null : self::error( 'number_too_large', __( 'A number is too large to be kept exactly. Send it as a string.', 'realtime-events' ) );
		}
		if ( null === $value || is_bool( $value ) ) {
			return null;
		}
		if ( ! is_array( $value ) && ! $value instanceof \stdClass ) {
			return self::error( 'invalid_data', __( 'The data holds something that JSON has no word for.', 'realtime-events' ) );
		}
		foreach ( (array) $value as $key => $part ) {
			$problem = self::problem_of_text( (string) $key ) ?? self::problem_of( $part, $depth + 1 );
			if ( null !== $problem ) {
				return $problem;
			}
		}
		return null;
	}

	private static function problem_of_text( string $text ): ?WP_Error {
		if ( str_contains( $text, "\0" ) ) {
			return self::error( 'invalid_text', __( 'A text holds the character U+0000, which many programs cannot keep.', 'realtime-events' ) );
		}
		return mb_check_encoding( $text, 'UTF-8' ) ? null : self::error( 'invalid_text', __( 'A text is not valid UTF-8.', 'realtime-events' ) );
	}

	private static function error( string $code, string $message, int $status = 400 ): WP_Error {
		return new WP_Error( "realtime_events_{$code}", $message, array( 'status' => $status ) );
	}
}
