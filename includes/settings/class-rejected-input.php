<?php
/**
 * What was typed and refused.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Settings;

use WP_Error;

defined( 'ABSPATH' ) || exit;

/**
 * Carries refused input of the settings form over the redirect of options.php, so that nothing that was typed is lost.
 *
 * @since 0.1.0
 */
final class Rejected_Input {

	private const TRANSIENT = 'realtime_events_rejected_';

	/** Long enough for a slow redirect, short enough that nobody finds it later. */
	private const LIFETIME_SECONDS = 300;

	/** A form of ours is a few kilobytes. */
	private const MAX_BYTES = 262144;

	/**
	 * Keeps what the current user typed, with what is wrong with it.
	 *
	 * @param array<string, mixed>    $input  What was typed.
	 * @param array<string, WP_Error> $errors By field.
	 */
	public function keep( array $input, array $errors ): void {
		$kept = array(
			'input'  => $input,
			'errors' => array_map( static fn( WP_Error $error ): string => $error->get_error_message(), $errors ),
		);
		if ( strlen( maybe_serialize( $kept ) ) <= self::MAX_BYTES ) {
			set_transient( self::name(), $kept, self::LIFETIME_SECONDS );
		}
	}

	/**
	 * Gives back what the current user typed, once.
	 *
	 * @return array{ input: array<string, mixed>, errors: array<string, string> }
	 */
	public function take(): array {
		$kept = get_transient( self::name() );
		delete_transient( self::name() );
		return array(
			'input'  => (array) ( $kept['input'] ?? array() ),
			'errors' => (array) ( $kept['errors'] ?? array() ),
		);
	}

	private static function name(): string {
		return self::TRANSIENT . get_current_user_id();
	}
}
