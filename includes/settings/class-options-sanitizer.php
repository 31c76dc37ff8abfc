<?php
/**
 * Checks what somebody wants to set.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Settings;

use Realtime_Events\Events\Event;
use WP_Error;

defined( 'ABSPATH' ) || exit;

/**
 * Brings input from a form or from the REST API into the shape of the option, and says field by field what is wrong.
 *
 * What is not mentioned keeps its value: a form shows the types of the plugins that are active
 * now, and the choices for the others must outlive it.
 *
 * @since 0.1.0
 */
final class Options_Sanitizer {

	private const TRUE_WORDS  = array( true, 1, '1', 'true', 'on' );
	private const FALSE_WORDS = array( false, 0, '0', 'false', '', null );

	/**
	 * What is wrong so far, by field.
	 *
	 * @var array<string, WP_Error>
	 */
	private array $errors = array();

	public function __construct( private readonly Type_Choices $choices ) {
	}

	/**
	 * Checks input against what is stored now.
	 *
	 * @param array<string, mixed> $input   What somebody wants to set.
	 * @param array<string, mixed> $current What is stored, complete.
	 * @param list<string>         $locked  Properties that wp-config.php decides; input for them is left alone.
	 */
	public function check( array $input, array $current, array $locked = array() ): Checked_Options {
		$this->errors = array();
		$value        = $current;
		foreach ( array_diff_key( array_intersect_key( $input, $current ), array_flip( $locked ) ) as $field => $given ) {
			$value[ $field ] = match ( $field ) {
				'server_url'               => $this->address( $field, $given, $current[ $field ] ),
				'profile'                  => $this->one_of( $field, $given, Profiles::IDS, $current[ $field ] ),
				'profile_options'          => $this->profile_options( $given, $current[ $field ] ),
				'site_id'                  => $this->site_id( $given, $current[ $field ] ),
				'types'                    => $this->types( $given, $current[ $field ] ),
				'retention_days'           => $this->retention_days( $given, $current[ $field ] ),
				'retention_rows'           => $this->retention_rows( $given, $current[ $field ] ),
				'purchase_delay_minutes'   => $this->purchase_delay( $given, $current[ $field ] ),
				'roles'                    => $this->roles( $given, $current[ $field ] ),
				'public_polling',
				'remove_data_on_uninstall' => $this->truth( $field, $given, $current[ $field ] ),
				default                    => $current[ $field ],
			};
		}
		$is_another_server = $value['server_url'] !== $current['server_url'] || $value['profile'] !== $current['profile'];
		if ( $is_another_server && ! isset( $input['profile_options']['relay_is_private'] ) ) {
			// That a relay keeps things to itself was said of the former one.
			$value['profile_options']['relay_is_private'] = false;
		}
		return new Checked_Options( $value, $this->errors );
	}

	private function refuse( string $field, string $code, string $message, mixed $former ): mixed {
		$this->errors[ $field ] = new WP_Error( $code, $message, array( 'status' => 400 ) );
		return $former;
	}

	/**
	 * What another class made of the input, or what was there before where it is refused.
	 *
	 * @param string $field  Where it was given.
	 * @param mixed  $found  What was made of it.
	 * @param mixed  $former What was there before.
	 */
	private function found( string $field, mixed $found, mixed $former ): mixed {
		return is_wp_error( $found ) ? $this->refuse( $field, (string) $found->get_error_code(), $found->get_error_message(), $former ) : $found;
	}

	private function address( string $field, mixed $given, string $former ): string {
		if ( ! is_string( $given ) ) {
			return $this->refuse( $field, 'not_text', __( 'This has to be text.', 'realtime-events' ), $former );
		}
		$url = Server_Url::normalise( $given );
		return is_wp_error( $url ) ? $this->refuse( $field, (string) $url->get_error_code(), $url->get_error_message(), $former ) : $url;
	}

	/**
	 * One of a few words.
	 *
	 * @param string       $field   Where it was given.
	 * @param mixed        $given   What was given.
	 * @param list<string> $allowed The words.
	 * @param string       $former  What was there before.
	 */
	private function one_of( string $field, mixed $given, array $allowed, string $former ): string {
		if ( in_array( $given, $allowed, true ) ) {
			return $given;
		}
		/* translators: %s: comma-separated list of words. */
		return $this->refuse( $field, 'not_one_of', sprintf( __( 'Choose one of these: %s.', 'realtime-events' ), implode( ', ', $allowed ) ), $former );
	}

	private function truth( string $field, mixed $given, bool $former ): bool {
		if ( in_array( $given, self::TRUE_WORDS, true ) ) {
			return true;
		}
		if ( in_array( $given, self::FALSE_WORDS, true ) ) {
			return false;
		}
		return $this->refuse( $field, 'not_yes_or_no', __( 'This can only be on or off.', 'realtime-events' ), $former );
	}

	private function retention_days( mixed $given, int $former ): int {
		/* translators: 1: smallest number of days, 2: largest number of days. */
		$message = __( 'Enter a whole number of days from %1$d to %2$d.', 'realtime-events' );
		return self::whole_number( $given, Options_Schema::MIN_RETENTION_DAYS, Options_Schema::MAX_RETENTION_DAYS )
			?? $this->refuse( 'retention_days', 'invalid_days', sprintf( $message, Options_Schema::MIN_RETENTION_DAYS, Options_Schema::MAX_RETENTION_DAYS ), $former );
	}

	private function retention_rows( mixed $given, int $former ): int {
		/* translators: %s: largest number of events. */
		$message = __( 'Enter a whole number of events up to %s, or 0 for no limit.', 'realtime-events' );
		return self::whole_number( $given, Options_Schema::NO_ROW_LIMIT, Options_Schema::MAX_RETENTION_ROWS )
			?? $this->refuse( 'retention_rows', 'invalid_rows', sprintf( $message, number_format_i18n( Options_Schema::MAX_RETENTION_ROWS ) ), $former );
	}

	private function purchase_delay( mixed $given, int $former ): int {
		/* translators: %d: largest number of minutes. */
		$message = __( 'Enter a whole number of minutes from 0 to %d.', 'realtime-events' );
		return self::whole_number( $given, 0, Options_Schema::MAX_PURCHASE_DELAY_MINUTES )
			?? $this->refuse( 'purchase_delay_minutes', 'invalid_minutes', sprintf( $message, Options_Schema::MAX_PURCHASE_DELAY_MINUTES ), $former );
	}

	private static function whole_number( mixed $given, int $min, int $max ): ?int {
		$number = is_bool( $given ) ? false : filter_var(
			is_string( $given ) ? trim( $given ) : $given,
			FILTER_VALIDATE_INT,
			array(
				'options' => array(
					'min_range' => $min,
					'max_range' => $max,
				),
			)
		);
		return false === $number ? null : $number;
	}

	private function site_id( mixed $given, string $former ): string {
		$id = is_string( $given ) ? strtolower( trim( $given ) ) : null;
		if ( '' === $id || ( null !== $id && preg_match( Options_Schema::SITE_ID_PATTERN, $id ) ) ) {
			return $id;
		}
		$message = __( 'The site’s name has to be 1 to 63 small letters, digits, dots or hyphens, with a letter or digit at both ends. Leave it empty for the usual one.', 'realtime-events' );
		return $this->refuse( 'site_id', 'invalid_site_id', $message, $former );
	}

	/**
	 * What was chosen for types.
	 *
	 * @param mixed                                                                                   $given  By type.
	 * @param array<string, array{ enabled?: bool, public?: bool, channel?: string, alerts?: string }> $former What was there before.
	 * @return array<string, array{ enabled: bool, public: bool, channel: string, alerts: string }>
	 */
	private function types( mixed $given, array $former ): array {
		if ( ! is_array( $given ) || count( $given ) + count( $former ) > Options_Schema::MAX_TYPES ) {
			return $this->refuse( 'types', 'invalid_types', __( 'The event types have to be a list of types that are on or off.', 'realtime-events' ), $former );
		}
		$types = $former;
		foreach ( $given as $type => $choice ) {
			if ( ! is_array( $choice ) || ! preg_match( Event::TYPE_PATTERN, (string) $type ) ) {
				/* translators: %s: name of an event type. */
				$message = sprintf( __( '“%s” is not the name of an event type with its choices.', 'realtime-events' ), mb_substr( wp_strip_all_tags( (string) $type ), 0, 64 ) );
				return $this->refuse( 'types', 'invalid_type', $message, $former );
			}
			foreach ( array_intersect_key( $choice, Type_Choices::DEFAULTS ) as $key => $chosen ) {
				$field          = "types.$type.$key";
				$types[ $type ] = ( $types[ $type ] ?? array() ) + Type_Choices::DEFAULTS;
				$before         = $types[ $type ][ $key ];
				if ( $chosen === $before ) {
					// What was chosen before the type changed is no reason to refuse the rest; nothing comes of it.
					continue;
				}
				$types[ $type ][ $key ] = match ( $key ) {
					'channel' => $this->found( $field, $this->choices->channel( (string) $type, $chosen ), $before ),
					'alerts'  => $this->one_of( $field, $chosen, Options_Schema::ALERTS, $before ),
					default   => $this->truth( $field, $chosen, $before ),
				};
			}
		}
		return $types;
	}

	/**
	 * Roles by what they may.
	 *
	 * @param mixed                       $given  By right. A form sends an empty text along, so that a list can be emptied.
	 * @param array<string, list<string>> $former What was there before.
	 * @return array<string, list<string>>
	 */
	private function roles( mixed $given, array $former ): array {
		if ( ! is_array( $given ) ) {
			return $this->refuse( 'roles', 'invalid_roles', __( 'The roles have to be lists, by what they may.', 'realtime-events' ), $former );
		}
		$roles = $former;
		foreach ( array_intersect_key( $given, $former ) as $right => $names ) {
			$names           = is_array( $names ) ? array_values( array_filter( $names, static fn( mixed $name ): bool => '' !== $name ) ) : array( null );
			$unknown         = array_filter( $names, static fn( mixed $name ): bool => ! is_string( $name ) || ! wp_roles()->is_role( $name ) );
			$roles[ $right ] = $unknown
				? $this->refuse( "roles.$right", 'unknown_role', __( 'There is no such role on this site.', 'realtime-events' ), $former[ $right ] )
				: array_values( array_unique( $names ) );
		}
		return $roles;
	}

	/**
	 * What depends on the kind of server.
	 *
	 * @param mixed                $given  By name.
	 * @param array<string, mixed> $former What was there before, complete.
	 * @return array<string, mixed>
	 */
	private function profile_options( mixed $given, array $former ): array {
		if ( ! is_array( $given ) ) {
			return $this->refuse( 'profile_options', 'invalid_profile_options', __( 'The server’s options have to be named one by one.', 'realtime-events' ), $former );
		}
		$options = $former;
		foreach ( array_intersect_key( $given, $former ) as $name => $choice ) {
			$field            = "profile_options.$name";
			$options[ $name ] = match ( $name ) {
				'publish_path'     => $this->path( $field, $choice, $former[ $name ] ),
				'socket_url'       => $this->address( $field, $choice, $former[ $name ] ),
				'relay_is_private' => $this->truth( $field, $choice, $former[ $name ] ),
				'auth'             => $this->one_of( $field, $choice, Options_Schema::AUTHENTICATIONS, $former[ $name ] ),
				'format'           => $this->one_of( $field, $choice, Options_Schema::BODY_FORMATS, $former[ $name ] ),
				'headers'          => $this->found( $field, Headers::check( $choice, $former[ $name ] ), $former[ $name ] ),
				default            => $former[ $name ],
			};
		}
		return $options;
	}

	private function path( string $field, mixed $given, string $former ): string {
		$path = is_string( $given ) ? trim( $given ) : null;
		if ( '' === $path || ( null !== $path && strlen( $path ) <= Options_Schema::MAX_PATH_BYTES && ( '/' === $path || Server_Url::is_path( $path ) ) ) ) {
			return $path;
		}
		return $this->refuse( $field, 'invalid_path', __( 'The path has to begin with a slash, as in /api/events. Leave it empty for the usual one.', 'realtime-events' ), $former );
	}
}
