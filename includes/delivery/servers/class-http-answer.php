<?php
/**
 * What answers of servers mean.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Delivery\Servers;

use Realtime_Events\Delivery\Delivery_Result;
use Realtime_Events\Delivery\Verdict;
use Realtime_Events\Events\Event;
use WP_Error;

defined( 'ABSPATH' ) || exit;

/**
 * Says what an answer of Http_Client means for what was sent, and for somebody who tries the connection.
 *
 * @since 0.1.0
 */
final class Http_Answer {

	/** Answers that the same request will get again however often it is sent. A wrong key or path is none: an admin mends it. */
	private const PERMANENT_STATUSES = array( 400, 410, 413, 414, 415, 422 );

	/** Answers to a key that is not known. */
	private const REFUSED_KEY_STATUSES = array( 401, 403 );

	/**
	 * Whether the server does not know the key.
	 *
	 * @param array{ status: int }|WP_Error $answer The answer.
	 */
	public static function refuses_key( array|WP_Error $answer ): bool {
		return is_array( $answer ) && in_array( $answer['status'], self::REFUSED_KEY_STATUSES, true );
	}

	/**
	 * What came of a request to a server whose status says all: any 2xx means that it has the events.
	 *
	 * @param array{ status: int, body: string, retry_after: int|null, ms: int }|WP_Error $answer  The answer.
	 * @param list<Event>                                                                 $events  What was sent.
	 * @param list<string>                                                                $secrets What must not be repeated, whatever the server says.
	 */
	public static function result( array|WP_Error $answer, array $events, array $secrets ): Delivery_Result {
		return is_array( $answer ) && self::is_success( $answer['status'] )
			? Delivery_Result::answered( array_fill_keys( array_column( $events, 'id' ), new Verdict( true ) ), $answer['ms'] )
			: self::failure( $answer, $secrets );
	}

	/**
	 * The failure that an answer means.
	 *
	 * @param array{ status: int, body: string, retry_after: int|null, ms: int }|WP_Error $answer  The answer.
	 * @param list<string>                                                                $secrets What must not be repeated.
	 */
	public static function failure( array|WP_Error $answer, array $secrets = array() ): Delivery_Result {
		if ( is_wp_error( $answer ) ) {
			return Delivery_Result::failed( (string) $answer->get_error_code(), self::without( $answer->get_error_message(), $secrets ), (int) ( $answer->get_error_data()['ms'] ?? 0 ) );
		}
		[ $code, $message ] = self::reason( $answer, $secrets );
		return Delivery_Result::failed( $code, $message, $answer['ms'], in_array( $answer['status'], self::PERMANENT_STATUSES, true ), $answer['retry_after'] );
	}

	/**
	 * One step of trying a connection.
	 *
	 * @param string                                                $id         What was tried.
	 * @param string                                                $label      The same, for people.
	 * @param array{ status: int, body: string, ms: int }|WP_Error $answer     What came of it.
	 * @param \Closure( int ): bool                                 $is_success Whether a status means success.
	 * @param string                                                $fix        What to do when it failed.
	 * @return array{ id: string, label: string, ok: bool, ms: int, message: string, details?: string, fix?: string }
	 */
	public static function step( string $id, string $label, array|WP_Error $answer, \Closure $is_success, string $fix ): array {
		$step = array(
			'id'    => $id,
			'label' => $label,
		);
		if ( is_wp_error( $answer ) ) {
			return $step + array(
				'ok'      => false,
				'ms'      => (int) ( $answer->get_error_data()['ms'] ?? 0 ),
				'message' => 'timeout' === $answer->get_error_code() ? __( 'It does not answer in time.', 'realtime-events' ) : __( 'It isn’t answering.', 'realtime-events' ),
				'details' => $answer->get_error_message(),
				'fix'     => $fix,
			);
		}
		$ok = $is_success( $answer['status'] );
		return $step + array(
			'ok'      => $ok,
			'ms'      => $answer['ms'],
			/* translators: %d: milliseconds. */
			'message' => $ok ? sprintf( __( 'Yes, in %d ms.', 'realtime-events' ), $answer['ms'] ) : self::reason( $answer, array() )[1],
		) + ( $ok ? array() : array( 'fix' => $fix ) );
	}

	/**
	 * The step of trying whether anything is there at all, for servers that know no harmless request: whatever answers is there,
	 * also where it takes nothing but POST. Whether it takes events shows with the first one.
	 *
	 * @param array{ status: int, body: string, ms: int }|WP_Error $answer What a GET was answered.
	 * @return array{ id: string, label: string, ok: bool, ms: int, message: string, details?: string, fix?: string }
	 */
	public static function reachable( array|WP_Error $answer ): array {
		return self::step(
			'reachable',
			__( 'Something answers at this address', 'realtime-events' ),
			$answer,
			static fn( int $status ): bool => $status < 500,
			__( 'Start the server, and check the address, port and path. The server that runs WordPress has to reach it.', 'realtime-events' )
		);
	}

	private static function is_success( int $status ): bool {
		return $status >= 200 && $status < 300;
	}

	/**
	 * Why a request was not taken.
	 *
	 * @param array{ status: int, body: string } $answer  The answer.
	 * @param list<string>                       $secrets What must not be repeated.
	 * @return array{ string, string } Code and sentence.
	 */
	private static function reason( array $answer, array $secrets ): array {
		$said = json_decode( $answer['body'], true );
		$said = array_filter( is_array( $said ) ? $said : array(), 'is_string' );
		$code = sanitize_key( self::without( $said['code'] ?? '', $secrets ) );
		/* translators: %d: status code of an HTTP answer. */
		$format  = $answer['status'] < 400 ? __( 'Something answered with status %d, but not as expected. Is the address right?', 'realtime-events' ) : __( 'The server answered with status %d.', 'realtime-events' );
		$message = sanitize_text_field( self::without( $said['message'] ?? $said['error'] ?? '', $secrets ) );
		return array( '' === $code ? "http_{$answer['status']}" : $code, '' === $message ? sprintf( $format, $answer['status'] ) : $message );
	}

	/**
	 * A text without secrets: a server may quote in its answer what it was sent.
	 *
	 * @param string       $text    The text.
	 * @param list<string> $secrets What must not be in it.
	 */
	private static function without( string $text, array $secrets ): string {
		return str_replace( $secrets, '…', $text );
	}
}
