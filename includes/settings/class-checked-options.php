<?php
/**
 * What came of checking a form.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Settings;

use WP_Error;

defined( 'ABSPATH' ) || exit;

/**
 * Settings that were looked through: what may be stored, and what is wrong with the rest.
 *
 * @since 0.1.0
 */
final class Checked_Options {

	/**
	 * @param array<string, mixed>    $value  Complete and valid, with the former value where something was wrong.
	 * @param array<string, WP_Error> $errors By field: `server_url`, `profile_options.publish_path`.
	 */
	public function __construct(
		public readonly array $value,
		public readonly array $errors,
	) {
	}

	public function is_valid(): bool {
		return array() === $this->errors;
	}

	/**
	 * What was wrong, for the REST API: `data.params` has the message of each field, `data.details` its code besides.
	 */
	public function to_error(): WP_Error {
		$messages = array_map( static fn( WP_Error $error ): string => $error->get_error_message(), $this->errors );
		return new WP_Error(
			'realtime_events_invalid_settings',
			implode( ' ', array_unique( $messages ) ),
			array(
				'status'  => 400,
				'params'  => $messages,
				'details' => array_map(
					static fn( WP_Error $error ): array => array(
						'code'    => $error->get_error_code(),
						'message' => $error->get_error_message(),
						'data'    => null,
					),
					$this->errors
				),
			)
		);
	}
}
