<?php
/**
 * The actions that an admin named.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Sources\Hooks;

use Realtime_Events\Access\Channels;
use Realtime_Events\Events\Event;
use Realtime_Events\Events\Event_Types;
use WP_Error;

defined( 'ABSPATH' ) || exit;

/**
 * The actions that an admin named, and which of their arguments become which fields.
 *
 * @since 0.1.0
 */
final class Hook_Mappings {

	public const MAX_MAPPINGS = 50;
	public const MAX_FIELDS   = 30;

	public const MAX_LABEL_CHARACTERS = 100;

	private const HOOK_PATTERN  = '/^[A-Za-z0-9_.\/-]{1,128}$/D';
	private const FIELD_PATTERN = '/^[a-z][a-z0-9_]{0,63}$/D';

	/** Hooks that fire so often, or so early, that no event could come of it. */
	private const REFUSED = '/^(?:all|gettext.*|option_.*|pre_option.*|shutdown|query|realtime_events_.*)$/';

	public function __construct( private readonly Channels $channels ) {
	}

	/**
	 * All of them, the built-in one first.
	 *
	 * @return list<array{ hook: string, label: string, type: string, channel: string, severity: string, fields: array<string, string> }>
	 */
	public static function all(): array {
		return Named_Hooks::mappings();
	}

	/**
	 * Names of the actions that are there without being named.
	 *
	 * @return list<string>
	 */
	public static function built_in(): array {
		return array( Named_Hooks::BUILT_IN['hook'] );
	}

	/**
	 * Gives the types the looks that an admin chose. A type that somebody else declared keeps its own.
	 *
	 * @param Event_Types $types Where they are declared.
	 */
	public function declare_types( Event_Types $types ): void {
		foreach ( self::all() as $mapping ) {
			if ( '' !== $mapping['label'] && ! $types->get( $mapping['type'] )->declared ) {
				$types->register(
					$mapping['type'],
					array(
						'label'    => $mapping['label'],
						'severity' => $mapping['severity'],
						'channel'  => $mapping['channel'],
					)
				);
			}
		}
	}

	/**
	 * Keeps what an admin chose.
	 *
	 * @param array<mixed> $mappings Each as all() gives it; without `fields` the first argument is the data.
	 * @return true|WP_Error
	 */
	public function save( array $mappings ): bool|WP_Error {
		if ( count( $mappings ) > self::MAX_MAPPINGS ) {
			/* translators: %d: number of actions. */
			return self::error( 'too_many_hooks', sprintf( __( 'At most %d actions can be named.', 'realtime-events' ), self::MAX_MAPPINGS ) );
		}
		$checked = array();
		foreach ( $mappings as $mapping ) {
			$one = is_array( $mapping ) ? $this->check( $mapping ) : self::error( 'invalid_hook', __( 'Each action needs its name.', 'realtime-events' ) );
			if ( is_wp_error( $one ) ) {
				return $one;
			}
			$checked[] = $one;
		}
		update_option( Named_Hooks::OPTION, $checked, true );
		return true;
	}

	/**
	 * @param array<mixed> $mapping What somebody chose.
	 * @return array{ hook: string, label: string, type: string, channel: string, severity: string, fields: array<string, string> }|WP_Error
	 */
	private function check( array $mapping ): array|WP_Error {
		$hook = $mapping['hook'] ?? null;
		if ( ! is_string( $hook ) || ! preg_match( self::HOOK_PATTERN, $hook ) || preg_match( self::REFUSED, $hook ) ) {
			return self::error( 'invalid_hook', __( 'This cannot be the name of an action that becomes an event.', 'realtime-events' ) );
		}
		$type = $mapping['type'] ?? self::type_of( $hook );
		if ( ! is_string( $type ) || ! preg_match( Event::TYPE_PATTERN, $type ) ) {
			return self::error( 'invalid_type', __( 'The type has 1 to 64 characters out of a–z, 0–9, “_”, “.” and “-”.', 'realtime-events' ) );
		}
		$channel = $mapping['channel'] ?? 'editors';
		if ( ! is_string( $channel ) || ! $this->channels->carries_events( $channel ) ) {
			return self::error( 'invalid_channel', __( 'There is no such channel.', 'realtime-events' ) );
		}
		$severity = $mapping['severity'] ?? 'info';
		if ( ! in_array( $severity, Event::SEVERITIES, true ) ) {
			return self::error( 'invalid_severity', __( 'The severity is one of: info, success, warning, error.', 'realtime-events' ) );
		}
		$label = $mapping['label'] ?? '';
		if ( ! is_string( $label ) || mb_strlen( $label ) > self::MAX_LABEL_CHARACTERS || sanitize_text_field( $label ) !== trim( $label ) ) {
			/* translators: %d: number of characters. */
			return self::error( 'invalid_label', sprintf( __( 'The label is plain text of at most %d characters on one line.', 'realtime-events' ), self::MAX_LABEL_CHARACTERS ) );
		}
		$label  = trim( $label );
		$fields = self::check_fields( $mapping['fields'] ?? array() );
		return is_wp_error( $fields ) ? $fields : compact( 'hook', 'label', 'type', 'channel', 'severity', 'fields' );
	}

	/**
	 * @return array<string, string>|WP_Error
	 */
	private static function check_fields( mixed $fields ): array|WP_Error {
		if ( ! is_array( $fields ) || count( $fields ) > self::MAX_FIELDS ) {
			/* translators: %d: number of fields. */
			return self::error( 'invalid_fields', sprintf( __( 'The fields are a list of at most %d.', 'realtime-events' ), self::MAX_FIELDS ) );
		}
		foreach ( $fields as $name => $path ) {
			if ( ! preg_match( self::FIELD_PATTERN, (string) $name ) || ! is_string( $path ) || ! preg_match( Arguments::PATH_PATTERN, $path ) ) {
				return self::error( 'invalid_fields', __( 'A field has a name of a–z, 0–9 and “_”, and a place like “0.post_title”.', 'realtime-events' ) );
			}
			// Nor what lies within a secret.
			if ( array_filter( explode( '.', $path ), array( Mask::class, 'is_secret' ) ) ) {
				/* translators: %s: a place among the arguments of a hook. */
				return self::error( 'secret_field', sprintf( __( '“%s” looks like a secret, which may not leave with an event.', 'realtime-events' ), $path ) );
			}
		}
		return $fields;
	}

	private static function type_of( string $hook ): string {
		return substr( (string) preg_replace( '/[^a-z0-9_.-]+/', '_', strtolower( $hook ) ), 0, 64 );
	}

	private static function error( string $code, string $message ): WP_Error {
		return new WP_Error( "realtime_events_{$code}", $message, array( 'status' => 400 ) );
	}
}
