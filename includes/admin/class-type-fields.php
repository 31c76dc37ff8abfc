<?php
/**
 * Types of events on the settings form.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Admin;

use Realtime_Events\Events\Event_Type;
use Realtime_Events\Events\Event_Types;
use Realtime_Events\Settings\Type_Choices;

defined( 'ABSPATH' ) || exit;

/**
 * Prints what may be chosen for each type of event: whether it is kept, what of it is public, who receives it, how loudly it is told.
 *
 * @since 0.1.0
 */
final class Type_Fields {

	public function __construct(
		private readonly Form_Fields $fields,
		private readonly Form_Values $values,
		private readonly Event_Types $types,
		private readonly Type_Choices $choices,
	) {
	}

	/**
	 * Prints them all.
	 */
	public function render(): void {
		printf( '<p>%s</p>', esc_html__( 'What is switched off is not kept. What is public can be seen by every visitor, but only the named fields of it, and nothing of a kind that you keep from people who usually receive it.', 'realtime-events' ) );
		$this->fields->error( array( 'types' ) );
		echo '<table class="widefat striped" style="max-width:75em"><thead><tr>';
		$headings = array(
			__( 'Event', 'realtime-events' ),
			__( 'On', 'realtime-events' ),
			__( 'Public', 'realtime-events' ),
			__( 'Who receives it', 'realtime-events' ),
			__( 'How it is told', 'realtime-events' ),
		);
		foreach ( $headings as $heading ) {
			printf( '<th scope="col">%s</th>', esc_html( $heading ) );
		}
		echo '</tr></thead><tbody>';
		foreach ( $this->types->all() as $type ) {
			$this->row( $type );
		}
		echo '</tbody></table>';
	}

	/**
	 * Prints a type. One without a public part cannot be made public.
	 */
	private function row( Event_Type $type ): void {
		$path  = array( 'types', $type->name );
		$label = $type->label();
		printf( '<tr><td><strong>%s</strong><br><code>%s</code>', esc_html( $label ), esc_html( $type->name ) );
		foreach ( array_keys( Type_Choices::DEFAULTS ) as $key ) {
			$this->fields->error( array( ...$path, $key ) );
		}
		echo '</td><td>';
		/* translators: %s: label of an event type. */
		$this->fields->box( array( ...$path, 'enabled' ), sprintf( __( 'Keep “%s”', 'realtime-events' ), $label ), (bool) ( $this->values->get( array( ...$path, 'enabled' ) ) ?? true ), true );
		echo '</td><td>';
		if ( $type->public_fields ) {
			$this->fields->box( array( ...$path, 'public' ), implode( ', ', Settings_Config::public_fields( $type ) ), (bool) $this->values->get( array( ...$path, 'public' ) ) );
		} else {
			echo '—';
		}
		echo '</td><td>';
		$this->channel( array( ...$path, 'channel' ), $type );
		echo '</td><td>';
		/* translators: %s: label of an event type. */
		$this->fields->choice( array( ...$path, 'alerts' ), sprintf( __( 'How “%s” is told', 'realtime-events' ), $label ), Type_Choices::alert_labels(), (string) $this->values->get( array( ...$path, 'alerts' ) ) );
		echo '</td></tr>';
	}

	/**
	 * Prints who receives a type. Where nobody can be left out there is nothing to choose.
	 *
	 * @param list<string> $path Its place in the option.
	 * @param Event_Type   $type The type.
	 */
	private function channel( array $path, Event_Type $type ): void {
		$labels  = Type_Choices::channel_labels();
		$own     = $labels[ $type->channel ] ?? $type->channel;
		$choices = array();
		foreach ( $this->choices->channels( $type->name ) as $channel ) {
			$choices[ $channel ] = '' === $channel ? $own : $labels[ $channel ];
		}
		if ( count( $choices ) < 2 ) {
			echo esc_html( $own );
			return;
		}
		/* translators: %s: label of an event type. */
		$this->fields->choice( $path, sprintf( __( 'Who receives “%s”', 'realtime-events' ), $type->label() ), $choices, (string) $this->values->get( $path ) );
	}
}
