<?php
/**
 * Privacy.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Admin;

use Realtime_Events\Database_Errors;
use Realtime_Events\Events\Event;
use Realtime_Events\Events\Event_Types;
use Realtime_Events\Events\Personal_Records;
use Realtime_Events\Settings\Options;
use WP_Error;

defined( 'ABSPATH' ) || exit;

/**
 * Answers WordPress's tools for personal data, and suggests what the privacy policy could say.
 *
 * @since 0.1.0
 */
final class Privacy {

	private const ID = 'realtime-events';

	public function __construct(
		private readonly Personal_Records $records,
		private readonly Event_Types $types,
		private readonly Options $options,
	) {
	}

	/**
	 * Adds the exporter.
	 *
	 * @param mixed $exporters What others added.
	 * @return array<string, mixed>
	 */
	public function add_exporter( mixed $exporters ): array {
		return array(
			self::ID => array(
				'exporter_friendly_name' => __( 'Realtime Events', 'realtime-events' ),
				'callback'               => array( $this, 'export' ),
			),
		) + (array) $exporters;
	}

	/**
	 * Adds the eraser.
	 *
	 * @param mixed $erasers What others added.
	 * @return array<string, mixed>
	 */
	public function add_eraser( mixed $erasers ): array {
		return array(
			self::ID => array(
				'eraser_friendly_name' => __( 'Realtime Events', 'realtime-events' ),
				'callback'             => array( $this, 'erase' ),
			),
		) + (array) $erasers;
	}

	/**
	 * A page of what the ledger holds about somebody.
	 *
	 * @param string $email Whose it is.
	 * @param int    $page  From 1 on.
	 * @return array{ data: list<array<string, mixed>>, done: bool }|WP_Error
	 */
	public function export( string $email, int $page = 1 ): array|WP_Error {
		$errors = Database_Errors::count();
		$events = '' === $email ? array() : $this->records->page( $email, $page );
		if ( Database_Errors::count() > $errors ) {
			return self::failure();
		}
		return array(
			'data' => array_map( array( $this, 'export_event' ), $events ),
			'done' => count( $events ) < Personal_Records::PER_PAGE,
		);
	}

	/**
	 * Takes somebody out of his events, a part a call.
	 *
	 * @param string $email Whose they are.
	 * @param int    $page  From 1 on.
	 * @return array{ items_removed: bool, items_retained: bool, messages: list<string>, done: bool }|WP_Error
	 */
	public function erase( string $email, int $page = 1 ): array|WP_Error {
		$errors = Database_Errors::count();
		$user   = get_user_by( 'email', $email );
		$nobody = wp_privacy_anonymize_data( 'text' );
		$named  = '' === $email || $page > 1 ? 0 : $this->records->forget_guest( $email, $nobody );
		$named += $user && 1 === $page ? $this->records->forget_author( $user, $nobody ) : 0;
		$number = $user ? $this->records->forget( $user, $nobody ) : 0;
		if ( Database_Errors::count() > $errors ) {
			return self::failure();
		}
		return array(
			'items_removed'  => $number + $named > 0,
			'items_retained' => false,
			'messages'       => array(),
			'done'           => $number < Personal_Records::PER_PAGE,
		);
	}

	/**
	 * WordPress shows it to who asked for the data, who can ask again.
	 */
	private static function failure(): WP_Error {
		return new WP_Error( 'realtime_events_database', __( 'Realtime Events: the database did not answer. Start again in a moment.', 'realtime-events' ) );
	}

	/**
	 * Suggests a text for the privacy policy.
	 */
	public function suggest_policy(): void {
		$server = $this->options->server_url();
		$days   = (int) $this->options->get( 'retention_days' );
		/* translators: %s: number of days. */
		$kept  = _n( 'Entries are deleted after %s day.', 'Entries are deleted after %s days.', $days, 'realtime-events' );
		$texts = array(
			__( 'This site keeps a record of what happens on it: for example who published what, and when.', 'realtime-events' ) . ' ' . sprintf( $kept, number_format_i18n( $days ) ),
			__( 'The record holds the display names of people with an account here. It holds no passwords, no e-mail addresses and no IP addresses.', 'realtime-events' ),
			'' === $server
				? __( 'The record does not leave this site.', 'realtime-events' )
				/* translators: %s: address of a server. */
				: sprintf( __( 'To show what is new at once, entries are sent to the server %s, which passes them on to those who may see them and keeps the latest for a short time.', 'realtime-events' ), $server ),
		);
		wp_add_privacy_policy_content( __( 'Realtime Events', 'realtime-events' ), wp_kses_post( '<p>' . implode( '</p><p>', array_map( 'esc_html', $texts ) ) . '</p>' ) );
	}

	/**
	 * An event as the export shows it.
	 *
	 * @param Event $event An event.
	 * @return array<string, mixed>
	 */
	private function export_event( Event $event ): array {
		$fields = array(
			__( 'What', 'realtime-events' )    => $this->types->get( $event->type )->label(),
			__( 'When', 'realtime-events' )    => Event::format_time( $event->time_ms ),
			__( 'Subject', 'realtime-events' ) => $event->subject,
			__( 'Who', 'realtime-events' )     => $event->actor_name,
			__( 'Way', 'realtime-events' )     => $event->origin,
			__( 'Details', 'realtime-events' ) => (string) wp_json_encode( (object) $event->data, JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE ),
		);
		return array(
			'group_id'    => self::ID,
			'group_label' => __( 'Events', 'realtime-events' ),
			'item_id'     => "event-$event->id",
			'data'        => array_map(
				static fn( string $name, string $value ): array => array(
					'name'  => $name,
					'value' => esc_html( $value ),
				),
				array_keys( $fields ),
				$fields
			),
		);
	}
}
