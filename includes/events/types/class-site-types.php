<?php
/**
 * The types of events about the site and this plugin.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Events\Types;

use Realtime_Events\Events\Event_Types;

defined( 'ABSPATH' ) || exit;

/**
 * The types of events about the site and this plugin.
 *
 * @since 0.1.0
 */
final class Site_Types {

	/**
	 * Declares them.
	 *
	 * @param Event_Types $types The registry.
	 */
	public static function declare( Event_Types $types ): void {
		$properties = Group::texts( 'plugin', 'name', 'version', 'previous_version', 'theme', 'previous_theme', 'option', 'old', 'new', 'server' ) + Group::lists( 'names', 'changed' );
		( new Group( 'site', 'admins', $properties, array(), static fn(): array => self::labels(), static fn(): array => self::sentences() ) )->declare(
			$types,
			array(
				'plugin.activated'                 => array(
					'icon'     => 'admin-plugins',
					'severity' => 'success',
					'link'     => 'plugins.php',
				),
				'plugin.deactivated'               => array(
					'icon'     => 'admin-plugins',
					'severity' => 'warning',
					'link'     => 'plugins.php',
				),
				'plugin.installed'                 => array(
					'icon' => 'download',
					'link' => 'plugins.php',
				),
				'plugin.updated'                   => array(
					'icon' => 'update',
					'link' => 'plugins.php',
				),
				'plugin.deleted'                   => array(
					'icon'     => 'trash',
					'severity' => 'warning',
					'link'     => 'plugins.php',
				),
				'theme.switched'                   => array(
					'icon'     => 'admin-appearance',
					'severity' => 'warning',
					'link'     => 'themes.php',
				),
				'theme.installed'                  => array(
					'icon' => 'download',
					'link' => 'themes.php',
				),
				'theme.updated'                    => array(
					'icon' => 'update',
					'link' => 'themes.php',
				),
				'core.updated'                     => array(
					'icon'     => 'wordpress',
					'severity' => 'success',
					'link'     => 'update-core.php',
				),
				'site.setting_changed'             => array(
					'icon' => 'admin-settings',
					'link' => 'options-general.php',
				),
				'site.recovery_mode_entered'       => array(
					'icon'     => 'sos',
					'severity' => 'error',
					'link'     => 'plugins.php',
				),
				'realtime_events.initialized'      => array(
					'icon'     => 'megaphone',
					'severity' => 'success',
					'link'     => 'admin.php?page=realtime-events',
				),
				'realtime_events.server_changed'   => array(
					'icon'     => 'cloud',
					'severity' => 'warning',
					'link'     => 'admin.php?page=realtime-events-settings',
				),
				'realtime_events.settings_changed' => array(
					'icon' => 'admin-settings',
					'link' => 'admin.php?page=realtime-events-settings',
				),
				'realtime_events.key_rotated'      => array(
					'icon'     => 'admin-network',
					'severity' => 'warning',
					'link'     => 'admin.php?page=realtime-events-settings',
				),
			)
		);
	}

	/**
	 * @return array<string, string>
	 */
	private static function labels(): array {
		return array(
			'plugin.activated'                 => __( 'Plugin activated', 'realtime-events' ),
			'plugin.deactivated'               => __( 'Plugin deactivated', 'realtime-events' ),
			'plugin.installed'                 => __( 'Plugin installed', 'realtime-events' ),
			'plugin.updated'                   => __( 'Plugin updated', 'realtime-events' ),
			'plugin.deleted'                   => __( 'Plugin deleted', 'realtime-events' ),
			'theme.switched'                   => __( 'Theme switched', 'realtime-events' ),
			'theme.installed'                  => __( 'Theme installed', 'realtime-events' ),
			'theme.updated'                    => __( 'Theme updated', 'realtime-events' ),
			'core.updated'                     => __( 'WordPress updated', 'realtime-events' ),
			'site.setting_changed'             => __( 'Setting changed', 'realtime-events' ),
			'site.recovery_mode_entered'       => __( 'Recovery mode', 'realtime-events' ),
			'realtime_events.initialized'      => __( 'Realtime Events ready', 'realtime-events' ),
			'realtime_events.server_changed'   => __( 'Realtime server changed', 'realtime-events' ),
			'realtime_events.settings_changed' => __( 'Settings of Realtime Events changed', 'realtime-events' ),
			'realtime_events.key_rotated'      => __( 'API key rotated', 'realtime-events' ),
		);
	}

	/**
	 * @return array<string, string>
	 */
	private static function sentences(): array {
		return array(
			/* translators: {actorname} is a person; leave everything in braces as it is. */
			'plugin.activated'                 => __( '{actorname} activated the plugin {name}', 'realtime-events' ),
			/* translators: {actorname} is a person; leave everything in braces as it is. */
			'plugin.deactivated'               => __( '{actorname} deactivated the plugin {name}', 'realtime-events' ),
			/* translators: {actorname} is a person; leave everything in braces as it is. */
			'plugin.installed'                 => __( '{actorname} installed the plugin {name}', 'realtime-events' ),
			/* translators: {actorname} is a person; leave everything in braces as it is. */
			'plugin.updated'                   => __( 'The plugin {name} was updated to {version}', 'realtime-events' ),
			/* translators: {actorname} is a person; leave everything in braces as it is. */
			'plugin.deleted'                   => __( '{actorname} deleted the plugin {name}', 'realtime-events' ),
			/* translators: {actorname} is a person; leave everything in braces as it is. */
			'theme.switched'                   => __( '{actorname} switched the theme to {theme}', 'realtime-events' ),
			/* translators: {actorname} is a person; leave everything in braces as it is. */
			'theme.installed'                  => __( '{actorname} installed the theme {name}', 'realtime-events' ),
			/* translators: {actorname} is a person; leave everything in braces as it is. */
			'theme.updated'                    => __( 'The theme {name} was updated to {version}', 'realtime-events' ),
			/* translators: {actorname} is a person; leave everything in braces as it is. */
			'core.updated'                     => __( 'WordPress was updated to {version}', 'realtime-events' ),
			/* translators: {actorname} is a person; leave everything in braces as it is. */
			'site.setting_changed'             => __( '{actorname} changed the setting {name|option}', 'realtime-events' ),
			'site.recovery_mode_entered'       => __( 'A fatal error put the site into recovery mode', 'realtime-events' ),
			'realtime_events.initialized'      => __( 'Realtime Events is ready', 'realtime-events' ),
			/* translators: {actorname} is a person; leave everything in braces as it is. */
			'realtime_events.server_changed'   => __( '{actorname} set the realtime server to {server}', 'realtime-events' ),
			/* translators: {actorname} is a person; leave everything in braces as it is. */
			'realtime_events.settings_changed' => __( '{actorname} changed the settings of Realtime Events', 'realtime-events' ),
			/* translators: {actorname} is a person; leave everything in braces as it is. */
			'realtime_events.key_rotated'      => __( '{actorname} rotated the API key', 'realtime-events' ),
		);
	}
}
