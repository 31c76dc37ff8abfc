<?php
/**
 * The latest events as a plain list.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Admin;

use Realtime_Events\Access\Channels;
use Realtime_Events\Blocks\Sentence;
use Realtime_Events\Events\Event;
use Realtime_Events\Events\Event_Query;
use Realtime_Events\Events\Event_Store;
use Realtime_Events\Events\Event_Types;

defined( 'ABSPATH' ) || exit;

/**
 * Prints the latest events that the current user may read, for where there is no script, or not yet.
 *
 * @since 0.1.0
 */
final class Latest_Events {

	public function __construct(
		private readonly Event_Store $store,
		private readonly Event_Types $types,
		private readonly Channels $channels,
	) {
	}

	/**
	 * Prints them.
	 *
	 * @param int $number How many at most.
	 */
	public function render( int $number ): void {
		$events = $this->store->query( Event_Query::from_params( array( 'per_page' => $number ), $this->channels->readable_by( get_current_user_id() ) ) );
		if ( ! $events ) {
			printf( '<p>%s</p>', esc_html__( 'Nothing has happened yet. What happens on this site will be shown here.', 'realtime-events' ) );
			return;
		}
		echo '<ul class="realtime-events-latest">';
		foreach ( $events as $event ) {
			printf(
				'<li>%s <span aria-hidden="true">·</span> <time datetime="%s" title="%s" class="description">%s</time></li>',
				esc_html( $this->sentence( $event ) ),
				esc_attr( Event::format_time( $event->time_ms ) ),
				esc_attr( (string) wp_date( get_option( 'date_format' ) . ' ' . get_option( 'time_format' ), intdiv( $event->time_ms, 1000 ) ) ),
				/* translators: %s: a time span such as “5 minutes”. */
				esc_html( sprintf( __( '%s ago', 'realtime-events' ), human_time_diff( intdiv( $event->time_ms, 1000 ) ) ) )
			);
		}
		echo '</ul>';
	}

	/**
	 * What happened, in words.
	 *
	 * @param Event $event An event.
	 */
	private function sentence( Event $event ): string {
		$name = '' === $event->actor_name ? __( 'Somebody', 'realtime-events' ) : $event->actor_name;
		return Sentence::plain( Sentence::parts( $this->types->get( $event->type )->sentence(), array( 'actorname' => $name ) + $event->data, null ) );
	}
}
