<?php
/**
 * Settings of the site and of this plugin.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Sources;

use Realtime_Events\Publishing\Publisher;
use Realtime_Events\Settings\Options_Schema;

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
		$before = (array) $old + Options_Schema::defaults();
		$after  = (array) $new + Options_Schema::defaults();
		$server = (string) $after['server_url'];
		if ( (string) $before['server_url'] !== $server ) {
			// The host alone: an address may hold a password.
			$this->tell( 'realtime_events.server_changed', array( 'server' => (string) wp_parse_url( $server, PHP_URL_HOST ) ) );
		}
		$differs = static fn( string $name ): bool => 'server_url' !== $name && $before[ $name ] !== $after[ $name ];
		$changed = array_values( array_filter( array_keys( Options_Schema::defaults() ), $differs ) );
		if ( $changed ) {
			// What they are is for who may open the settings.
			$this->tell( 'realtime_events.settings_changed', array( 'changed' => $changed ) );
		}
	}

	/**
	 * The key was made, set or rotated. The first key changes nothing for anybody.
	 *
	 * @param array<string, mixed> $status What may be known of it.
	 */
	public function key_changed( array $status ): void {
		if ( null !== ( $status['previousUntil'] ?? null ) ) {
			$this->tell( 'realtime_events.key_rotated', array() );
		}
	}

	/**
	 * Tells something about this plugin's own settings, by which a screen that has them open sees that it is old.
	 *
	 * @param array<string, mixed> $data What happened.
	 */
	private function tell( string $type, array $data ): void {
		$this->publisher->publish(
			$type,
			$data,
			array(
				'subject' => Options_Schema::SUBJECT,
				'dedupe'  => $type,
			)
		);
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
