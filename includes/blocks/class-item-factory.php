<?php
/**
 * Events as visitors read them.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Blocks;

use Realtime_Events\Events\Event;

defined( 'ABSPATH' ) || exit;

/**
 * Makes an event what a block prints, as src/blocks/shared/item.ts does in the browser.
 *
 * @since 0.1.0
 */
final class Item_Factory {

	private const MS_PER_SECOND = 1000;

	/**
	 * The events in words; those that the block does not tell of, or of which nothing is left to say, are left out.
	 *
	 * @param list<Event>           $events      Public events.
	 * @param array<string, string> $templates   Sentence by type.
	 * @param string                $date_format As wp_date() takes it.
	 * @return list<array<string, mixed>> id, severity, parts, text, time, timeText.
	 */
	public function items( array $events, array $templates, string $date_format ): array {
		$items = array();
		foreach ( $events as $event ) {
			$template = $templates[ $event->type ] ?? null;
			$item     = null === $template ? null : $this->item( $event, $template, $date_format );
			if ( $item ) {
				$items[] = $item;
			}
		}
		return $items;
	}

	/**
	 * @param Event  $event       A public event.
	 * @param string $template    Sentence with placeholders.
	 * @param string $date_format As wp_date() takes it.
	 * @return array<string, mixed>|null
	 */
	private function item( Event $event, string $template, string $date_format ): ?array {
		$time  = (string) wp_date( $date_format, intdiv( $event->time_ms, self::MS_PER_SECOND ) );
		$parts = Sentence::parts(
			$template,
			// What the envelope says cannot be said differently by the data.
			array(
				'actorname' => $event->actor_name,
				'time'      => $time,
			) + $event->data,
			Web_Address::checked( $event->data['link'] ?? null ) ?? Web_Address::checked( $event->data['url'] ?? null )
		);
		return $parts ? array(
			'id'       => $event->id,
			'severity' => $event->severity,
			'parts'    => $parts,
			'text'     => Sentence::plain( $parts ),
			'time'     => Event::format_time( $event->time_ms ),
			'timeText' => $time,
		) : null;
	}
}
