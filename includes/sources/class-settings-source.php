<?php
/**
 * Settings of the site and of this plugin.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Sources;

use Realtime_Events\Publishing\Publisher;

defined( 'ABSPATH' ) || exit;

/**
 * Says which settings change: those on a list, and those of this plugin. Values only where they are no secret.
 *
 * @since 0.1.0
 */
final class Settings_Source {

	/** Whether the first event was told. */
	private const INITIALIZED_OPTION = 'realtime_events_initialized';

	public function __construct( private readonly Publisher $publisher ) {
	}

	/**
	 * An option has changed: one of Sources_Module::SETTINGS.
	 *
	 * @param string $name Its name.
	 * @param mixed  $old  The value before.
	 * @param mixed  $new  The value now.
	 */
	public function changed( string $name, mixed $old, mixed $new ): void {
		if ( ! isset( Sources_Module::SETTINGS[ $name ] ) ) {
			return;
		}
		$values = Sources_Module::SETTINGS[ $name ] ? array(
			'old' => is_scalar( $old ) ? Plain_Text::excerpt( (string) $old ) : '',
			'new' => is_scalar( $new ) ? Plain_Text::excerpt( (string) $new ) : '',
		) : array();
		$this->publisher->publish(
			'site.setting_changed',
			array(
				'option' => $name,
				'name'   => Setting_Names::of( $name ),
			) + $values,
			array(
				'subject' => "option/{$name}",
				'dedupe'  => "option/{$name}",
			)
		);
	}

	/**
	 * The settings of this plugin were saved.
	 *
	 * @param mixed $old Before.
	 * @param mixed $new Now.
	 */
	public function own_changed( mixed $old, mixed $new ): void {
		$before = is_array( $old ) ? (string) ( $old['server_url'] ?? '' ) : '';
		$after  = is_array( $new ) ? (string) ( $new['server_url'] ?? '' ) : '';
		if ( $before !== $after ) {
			$this->publisher->publish(
				'realtime_events.server_changed',
				// The host alone: an address may hold a password.
				array( 'server' => (string) wp_parse_url( $after, PHP_URL_HOST ) ),
				array( 'dedupe' => 'realtime_events.server_changed' )
			);
		}
	}

	/**
	 * The key was made, set or rotated. The first key changes nothing for anybody.
	 *
	 * @param array<string, mixed> $status What may be known of it.
	 */
	public function key_changed( array $status ): void {
		if ( null !== ( $status['previousUntil'] ?? null ) ) {
			$this->publisher->publish( 'realtime_events.key_rotated', array(), array( 'dedupe' => 'realtime_events.key_rotated' ) );
		}
	}

	/**
	 * Tells once that the plugin is there, when somebody comes who could see it.
	 */
	public function initialize(): void {
		if ( ! get_option( self::INITIALIZED_OPTION ) && current_user_can( 'manage_options' ) && add_option( self::INITIALIZED_OPTION, '1', '', true ) ) {
			$this->publisher->publish( 'realtime_events.initialized', array( 'version' => \Realtime_Events\VERSION ) );
		}
	}

	/**
	 * A fatal error made WordPress send its admin the way into recovery mode.
	 *
	 * @param mixed $email The message, which goes on as it came.
	 */
	public function recovery_mode( mixed $email ): mixed {
		$this->publisher->publish( 'site.recovery_mode_entered', array(), array( 'dedupe' => 'site.recovery_mode_entered' ) );
		return $email;
	}
}
