<?php
/**
 * The shape of the option.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Settings;

use Realtime_Events\Access\Channels;
use Realtime_Events\Events\Event;

defined( 'ABSPATH' ) || exit;

/**
 * What the option `realtime_events` holds: its defaults, and its JSON Schema for the REST API.
 *
 * The API key is not in it and never will be: everything here is returned by `/wp/v2/settings`.
 *
 * @since 0.1.0
 */
final class Options_Schema {

	/** What the events about these settings are about, so that a screen that shows them can hear of it. */
	public const SUBJECT = 'realtime_events/settings';

	public const SITE_ID_PATTERN = '/^[a-z0-9](?:[a-z0-9.-]{0,61}[a-z0-9])?$/D';

	public const MIN_RETENTION_DAYS     = 1;
	public const MAX_RETENTION_DAYS     = 3650;
	public const DEFAULT_RETENTION_DAYS = 90;

	/** Of rows, 0 is as many as there are. */
	public const NO_ROW_LIMIT           = 0;
	public const MAX_RETENTION_ROWS     = 100000000;
	public const DEFAULT_RETENTION_ROWS = 1000000;

	public const MAX_PURCHASE_DELAY_MINUTES     = 1440;
	public const DEFAULT_PURCHASE_DELAY_MINUTES = 5;

	public const MAX_PATH_BYTES   = 200;
	public const MAX_HEADERS      = 20;
	public const MAX_HEADER_BYTES = 1000;
	public const MAX_TYPES        = 1000;
	public const MAX_ROLES        = 200;

	public const AUTHENTICATIONS = array( 'signature', 'bearer', 'none' );
	public const BODY_FORMATS    = array( 'cloudevents', 'plain' );

	/** How loudly an event is told on a screen; `sound` is a notification with one. */
	public const ALERTS = array( 'none', 'notification', 'sound' );

	/** Where an admin may move events of a type, as far as that keeps people out and lets nobody in; '' is the type's own channel. */
	public const TYPE_CHANNELS = array( '', Channels::EDITORS, Channels::SHOP, Channels::ADMINS );

	/**
	 * The option as it is before anybody chose anything.
	 *
	 * @return array<string, mixed>
	 */
	public static function defaults(): array {
		return array(
			'server_url'               => '',
			'profile'                  => Profiles::DEFAULT_ID,
			'profile_options'          => self::default_profile_options(),
			'site_id'                  => '',
			'types'                    => array(),
			'roles'                    => array(
				'view'    => array(),
				'publish' => array(),
				'manage'  => array(),
			),
			'public_polling'           => false,
			'purchase_delay_minutes'   => self::DEFAULT_PURCHASE_DELAY_MINUTES,
			'retention_days'           => self::DEFAULT_RETENTION_DAYS,
			'retention_rows'           => self::DEFAULT_RETENTION_ROWS,
			'remove_data_on_uninstall' => false,
		);
	}

	/**
	 * The part of the option that depends on the kind of server.
	 *
	 * @return array{ publish_path: string, socket_url: string, relay_is_private: bool, auth: string, format: string, headers: array<string, string> }
	 */
	public static function default_profile_options(): array {
		return array(
			'publish_path'     => '',
			'socket_url'       => '',
			'relay_is_private' => false,
			'auth'             => 'signature',
			'format'           => 'cloudevents',
			'headers'          => array(),
		);
	}

	/**
	 * JSON Schema of the option.
	 *
	 * @return array<string, mixed>
	 */
	public static function schema(): array {
		return array(
			'type'                 => 'object',
			'additionalProperties' => false,
			'properties'           => array(
				'server_url'               => array(
					'description' => __( 'Address of the realtime server: http, https, ws or wss. Empty for none.', 'realtime-events' ),
					'type'        => 'string',
					'maxLength'   => Server_Url::MAX_BYTES,
				),
				'profile'                  => array(
					'description' => __( 'Kind of the realtime server.', 'realtime-events' ),
					'type'        => 'string',
					'enum'        => Profiles::IDS,
				),
				'profile_options'          => self::profile_options_schema(),
				'site_id'                  => array(
					'description' => __( 'Name of this site at the hub. Empty for the one that is made of the home URL.', 'realtime-events' ),
					'type'        => 'string',
					'maxLength'   => 63,
				),
				'types'                    => array(
					'description'          => __( 'Event types by name; what is not named here is on, on its own channel, not public and tells itself quietly.', 'realtime-events' ),
					'type'                 => 'object',
					'additionalProperties' => false,
					'patternProperties'    => array(
						trim( Event::TYPE_PATTERN, '/D' ) => array(
							'type'                 => 'object',
							'additionalProperties' => false,
							'properties'           => array(
								'enabled' => array( 'type' => 'boolean' ),
								'public'  => array( 'type' => 'boolean' ),
								'channel' => array(
									'type' => 'string',
									'enum' => self::TYPE_CHANNELS,
								),
								'alerts'  => array(
									'type' => 'string',
									'enum' => self::ALERTS,
								),
							),
						),
					),
				),
				'roles'                    => array(
					'description'          => __( 'Roles that may view, publish and manage. An empty list leaves it to the capabilities of the roles; who manages the site always may.', 'realtime-events' ),
					'type'                 => 'object',
					'additionalProperties' => false,
					'properties'           => array_fill_keys(
						array( 'view', 'publish', 'manage' ),
						array(
							'type'     => 'array',
							'maxItems' => self::MAX_ROLES,
							'items'    => array( 'type' => 'string' ),
						)
					),
				),
				'public_polling'           => array(
					'description' => __( 'Whether visitors’ browsers may ask this site for public events while the server is away.', 'realtime-events' ),
					'type'        => 'boolean',
				),
				'purchase_delay_minutes'   => array(
					'description' => __( 'How many minutes after a purchase visitors are told of it, where they are.', 'realtime-events' ),
					'type'        => 'integer',
					'minimum'     => 0,
					'maximum'     => self::MAX_PURCHASE_DELAY_MINUTES,
				),
				'retention_days'           => array(
					'description' => __( 'For how many days events are kept.', 'realtime-events' ),
					'type'        => 'integer',
					'minimum'     => self::MIN_RETENTION_DAYS,
					'maximum'     => self::MAX_RETENTION_DAYS,
				),
				'retention_rows'           => array(
					'description' => __( 'How many events are kept at most, however young they are. 0 for no limit.', 'realtime-events' ),
					'type'        => 'integer',
					'minimum'     => self::NO_ROW_LIMIT,
					'maximum'     => self::MAX_RETENTION_ROWS,
				),
				'remove_data_on_uninstall' => array(
					'description' => __( 'Whether deleting the plugin deletes its events and settings.', 'realtime-events' ),
					'type'        => 'boolean',
				),
			),
		);
	}

	/**
	 * JSON Schema of what depends on the kind of server.
	 *
	 * @return array<string, mixed>
	 */
	private static function profile_options_schema(): array {
		return array(
			'type'                 => 'object',
			'additionalProperties' => false,
			'properties'           => array(
				'publish_path'     => array(
					'description' => __( 'Path that takes the events. Empty for the usual one.', 'realtime-events' ),
					'type'        => 'string',
					'maxLength'   => self::MAX_PATH_BYTES,
				),
				'socket_url'       => array(
					'description' => __( 'Address at which browsers listen, where it is not the server’s own.', 'realtime-events' ),
					'type'        => 'string',
					'maxLength'   => Server_Url::MAX_BYTES,
				),
				'relay_is_private' => array(
					'description' => __( 'Whether only trusted people can listen to the relay. Otherwise it gets public events only.', 'realtime-events' ),
					'type'        => 'boolean',
				),
				'auth'             => array(
					'description' => __( 'How the site proves who it is to an HTTP address.', 'realtime-events' ),
					'type'        => 'string',
					'enum'        => self::AUTHENTICATIONS,
				),
				'format'           => array(
					'description' => __( 'What is sent to an HTTP address.', 'realtime-events' ),
					'type'        => 'string',
					'enum'        => self::BODY_FORMATS,
				),
				'headers'          => array(
					'description'          => __( 'Further headers for an HTTP address, by name. Their values can be written and are read as empty; an empty one keeps what is stored.', 'realtime-events' ),
					'type'                 => 'object',
					'additionalProperties' => array( 'type' => 'string' ),
				),
			),
		);
	}
}
