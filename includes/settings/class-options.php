<?php
/**
 * What an admin chose.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Settings;

defined( 'ABSPATH' ) || exit;

/**
 * Reads the option `realtime_events`: default, then what is stored, then what wp-config.php decides.
 *
 * Nothing is kept between calls, so that it tells the truth after switch_to_blog() too.
 *
 * @since 0.1.0
 */
final class Options {

	public const NAME = 'realtime_events';

	/** Constants of wp-config.php that decide, whatever is stored. */
	private const CONSTANTS = array(
		'server_url' => 'REALTIME_EVENTS_SERVER_URL',
		'profile'    => 'REALTIME_EVENTS_PROFILE',
		'site_id'    => 'REALTIME_EVENTS_SITE_ID',
	);

	private const MAX_SITE_ID_BYTES = 63;
	private const HASH_BYTES        = 8;

	/**
	 * One of the choices.
	 *
	 * @param string $key Name of a property of the option.
	 * @return mixed Null where there is none of that name.
	 */
	public function get( string $key ): mixed {
		if ( ! isset( self::CONSTANTS[ $key ] ) ) {
			return $this->all()[ $key ] ?? null;
		}
		// Every event asks for these, and needs nothing else to be completed.
		$constant = $this->overridden_by( $key );
		if ( null !== $constant ) {
			$value = constant( $constant );
			return is_scalar( $value ) ? (string) $value : '';
		}
		$stored = get_option( self::NAME );
		return is_array( $stored ) && array_key_exists( $key, $stored ) ? $stored[ $key ] : Options_Schema::defaults()[ $key ];
	}

	/**
	 * Everything, as it is in force.
	 *
	 * @return array<string, mixed>
	 */
	public function all(): array {
		$all = $this->stored();
		foreach ( $this->overridden() as $key => $constant ) {
			$value       = constant( $constant );
			$all[ $key ] = is_scalar( $value ) ? (string) $value : '';
		}
		return $all;
	}

	/**
	 * Everything, as it is stored, completed by the defaults.
	 *
	 * @return array<string, mixed>
	 */
	public function stored(): array {
		$defaults                  = Options_Schema::defaults();
		$stored                    = get_option( self::NAME );
		$stored                    = is_array( $stored ) ? array_intersect_key( $stored, $defaults ) : array();
		$stored                   += $defaults;
		$stored['profile_options'] = is_array( $stored['profile_options'] ) ? $stored['profile_options'] + $defaults['profile_options'] : $defaults['profile_options'];
		$stored['types']           = is_array( $stored['types'] ) ? $stored['types'] : array();
		$stored['roles']           = array_filter( (array) $stored['roles'], 'is_array' ) + $defaults['roles'];
		return $stored;
	}

	/**
	 * Name of the constant that decides this, if one does.
	 *
	 * @param string $key Name of a property of the option.
	 */
	public function overridden_by( string $key ): ?string {
		$constant = self::CONSTANTS[ $key ] ?? null;
		return null !== $constant && defined( $constant ) && ( 'site_id' !== $key || is_main_site() ) ? $constant : null;
	}

	/**
	 * All that wp-config.php decides, as overridden_by() says for each.
	 *
	 * The sites of a network share that file, and must not share a name: at the hub they would be one site, and see each
	 * other's events. There the constant names the main site alone.
	 *
	 * @return array<string, string> Property → constant.
	 */
	public function overridden(): array {
		return array_filter( self::CONSTANTS, fn( string $key ): bool => null !== $this->overridden_by( $key ), ARRAY_FILTER_USE_KEY );
	}

	/**
	 * Address of the realtime server: http or https, no slash at the end; '' where none is set or the constant's is none.
	 */
	public function server_url(): string {
		$url = Server_Url::normalise( (string) $this->get( 'server_url' ) );
		return is_wp_error( $url ) ? '' : $url;
	}

	/**
	 * Address at which browsers listen, normalised; '' where it is the server's own.
	 */
	public function socket_url(): string {
		$url = Server_Url::normalise( (string) $this->profile_option( 'socket_url' ) );
		return is_wp_error( $url ) ? '' : $url;
	}

	/**
	 * Kind of the realtime server, one of Profiles::IDS.
	 */
	public function profile(): string {
		$profile = $this->get( 'profile' );
		return in_array( $profile, Profiles::IDS, true ) ? $profile : Profiles::DEFAULT_ID;
	}

	/**
	 * One of the choices that depend on the kind of server.
	 *
	 * @param string $key Name of a property of `profile_options`.
	 * @return mixed Null where there is none of that name.
	 */
	public function profile_option( string $key ): mixed {
		return $this->get( 'profile_options' )[ $key ] ?? null;
	}

	/**
	 * Name of this site at the hub.
	 */
	public function site_id(): string {
		$chosen = $this->get( 'site_id' );
		return is_string( $chosen ) && preg_match( Options_Schema::SITE_ID_PATTERN, $chosen ) ? $chosen : self::default_site_id();
	}

	/**
	 * Whether events of this type are kept at all.
	 *
	 * @param string $type Name of the type.
	 */
	public function type_is_enabled( string $type ): bool {
		return (bool) ( self::choices( $type )['enabled'] ?? true );
	}

	/**
	 * Whether the public gets its projection of events of this type.
	 *
	 * @param string $type Name of the type.
	 */
	public function type_is_public( string $type ): bool {
		return (bool) ( self::choices( $type )['public'] ?? false );
	}

	/**
	 * The channel that an admin chose for events of this type; '' for the type's own. Whether it may be chosen is not asked here.
	 *
	 * @param string $type Name of the type.
	 */
	public function type_channel( string $type ): string {
		$channel = self::choices( $type )['channel'] ?? '';
		return is_string( $channel ) ? $channel : '';
	}

	/**
	 * How events of this type are told to people who have not chosen for themselves.
	 *
	 * @param string $type Name of the type.
	 * @return string One of Options_Schema::ALERTS.
	 */
	public function type_alerts( string $type ): string {
		$alerts = self::choices( $type )['alerts'] ?? '';
		return in_array( $alerts, Options_Schema::ALERTS, true ) ? $alerts : Options_Schema::ALERTS[0];
	}

	/**
	 * The roles that an admin chose for something.
	 *
	 * @param string $right `view`, `publish` or `manage`.
	 * @return list<string> None where it is left to the capabilities of the roles.
	 */
	public function roles( string $right ): array {
		return array_values( array_filter( (array) ( $this->get( 'roles' )[ $right ] ?? array() ), 'is_string' ) );
	}

	/**
	 * What an admin chose for a type. Not by all(), because every event asks this several times.
	 *
	 * @return array<mixed>
	 */
	private static function choices( string $type ): array {
		$stored = get_option( self::NAME );
		$chosen = is_array( $stored ) ? $stored['types'][ $type ] ?? null : null;
		return is_array( $chosen ) ? $chosen : array();
	}

	/**
	 * The home URL's host and folder: `example.com`, `example.com.blog`.
	 */
	public static function default_site_id(): string {
		$home = wp_parse_url( (string) get_option( 'home' ) );
		$host = (string) ( $home['host'] ?? '' );
		if ( preg_match( '/[^\x00-\x7f]/', $host ) && function_exists( 'idn_to_ascii' ) ) {
			$host = (string) idn_to_ascii( $host );
		}
		$name = strtolower( $host . '/' . trim( (string) ( $home['path'] ?? '' ), '/' ) );
		$id   = trim( (string) preg_replace( '/[^a-z0-9.-]+/', '-', str_replace( '/', '.', $name ) ), '.-' );
		if ( strlen( $id ) > self::MAX_SITE_ID_BYTES ) {
			// Two long names that begin alike must not become one site.
			$id = rtrim( substr( $id, 0, self::MAX_SITE_ID_BYTES - self::HASH_BYTES - 1 ), '.-' ) . '-' . substr( hash( 'sha256', $name ), 0, self::HASH_BYTES );
		}
		return '' === $id ? 'site' : $id;
	}
}
