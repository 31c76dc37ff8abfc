<?php
/**
 * What the settings screen knows.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Admin;

use Realtime_Events\Access\Api_Key;
use Realtime_Events\Access\Channels;
use Realtime_Events\Delivery\Delivery_Health;
use Realtime_Events\Events\Event_Type;
use Realtime_Events\Events\Event_Types;
use Realtime_Events\Settings\Options;
use Realtime_Events\Settings\Options_Schema;
use Realtime_Events\Settings\Profiles;
use Realtime_Events\Settings\Setting_In_Rest;
use Realtime_Events\Settings\Type_Choices;

defined( 'ABSPATH' ) || exit;

/**
 * The facts that PHP hands the settings screen as `window.realtimeEventsSettings`.
 *
 * @since 0.1.0
 */
final class Settings_Config {

	public function __construct(
		private readonly Options $options,
		private readonly Api_Key $api_key,
		private readonly Event_Types $types,
		private readonly Hub_Command $hub_command,
		private readonly Channels $channels,
		private readonly Delivery_Health $health,
		private readonly Type_Choices $choices,
	) {
	}

	/**
	 * The facts. Of the key only what may be known of it.
	 *
	 * @return array<string, mixed>
	 */
	public function facts(): array {
		$groups = $this->types->groups();
		return array(
			'fields'         => array_values( array_diff( array_keys( Options_Schema::defaults() ), did_action( 'woocommerce_loaded' ) ? array() : array( 'purchase_delay_minutes' ) ) ),
			'values'         => Setting_In_Rest::as_read( $this->options->all() ),
			'defaults'       => Setting_In_Rest::as_read( Options_Schema::defaults() ),
			'overridden'     => (object) $this->options->overridden(),
			'profiles'       => Profiles::for_screens(),
			'types'          => (object) array_map(
				fn( Event_Type $type ): array => array(
					'label'        => $type->label(),
					'group'        => $groups[ $type->group ] ?? $type->group,
					'description'  => self::description( $type ),
					'publicFields' => self::public_fields( $type ),
					'channel'      => $type->channel,
					'channels'     => $this->choices->channels( $type->name ),
				),
				$this->types->all()
			),
			'channels'       => (object) Type_Choices::channel_labels(),
			'alerts'         => (object) Type_Choices::alert_labels(),
			'roles'          => Role_Facts::all( $this->channels ),
			'key'            => $this->api_key->status(),
			// Milliseconds.
			'keyLastUsed'    => $this->api_key->is_set() ? $this->health->last_acknowledged_ms() : null,
			'hubCommand'     => $this->hub_command->text(),
			'keyPlaceholder' => Hub_Command::placeholder(),
		);
	}

	/**
	 * The sentence of a type, with an ellipsis for what differs.
	 *
	 * @param Event_Type $type A type.
	 */
	public static function description( Event_Type $type ): string {
		return (string) preg_replace( '/\{[A-Za-z0-9_|]+\}/', '…', $type->sentence() );
	}

	/**
	 * Labels of the fields that visitors would see.
	 *
	 * @param Event_Type $type A type.
	 * @return list<string>
	 */
	public static function public_fields( Event_Type $type ): array {
		$properties = (array) ( $type->schema['properties'] ?? array() );
		return array_map( static fn( string $field ): string => (string) ( $properties[ $field ]['title'] ?? $field ), $type->public_fields );
	}
}
