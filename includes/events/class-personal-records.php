<?php
/**
 * What the ledger holds about a person.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Events;

defined( 'ABSPATH' ) || exit;

/**
 * Finds the events that a user caused or that are about him, and takes the person out of them.
 *
 * The events themselves stay: what happened on the site is not the user's alone. Who did it goes.
 *
 * @since 0.1.0
 */
final class Personal_Records {

	public const PER_PAGE = 100;

	/** Shorter names would be found in many words that have nothing to do with the person. */
	private const MIN_NAME_CHARACTERS = 3;

	public function __construct( private readonly Event_Store $store ) {
	}

	/**
	 * A page of the events that a user caused or that are about him, oldest first.
	 *
	 * @param int $user_id The user.
	 * @param int $page    From 1 on.
	 * @return list<Event>
	 */
	public function page( int $user_id, int $page ): array {
		return $this->read( $user_id, ( max( 1, $page ) - 1 ) * self::PER_PAGE );
	}

	/**
	 * Takes a user out of the first PER_PAGE of his events that are left.
	 *
	 * @param \WP_User $user        The user.
	 * @param string   $replacement What stands for his names from now on.
	 * @return int How many there were; fewer than PER_PAGE when it is done.
	 */
	public function forget( \WP_User $user, string $replacement ): int {
		$names  = self::names( $user );
		$events = $this->read( $user->ID, 0 );
		foreach ( $events as $event ) {
			$data = $event->data;
			array_walk_recursive(
				$data,
				static function ( mixed &$value ) use ( $names, $replacement ): void {
					$value = is_string( $value ) ? str_ireplace( $names, $replacement, $value ) : $value;
				}
			);
			if ( "user/$user->ID" === $event->subject && isset( $data['id'] ) ) {
				$data['id'] = 0;
			}
			$this->rewrite(
				$event->with(
					array(
						'data'       => $data,
						'actor_id'   => $user->ID === $event->actor_id ? 0 : $event->actor_id,
						'actor_name' => $user->ID === $event->actor_id ? '' : $event->actor_name,
						'subject'    => "user/$user->ID" === $event->subject ? '' : $event->subject,
					)
				)
			);
		}
		return count( $events );
	}

	/**
	 * @return list<Event>
	 */
	private function read( int $user_id, int $offset ): array {
		global $wpdb;
		$ids = (array) $wpdb->get_col( // phpcs:ignore WordPress.DB.DirectDatabaseQuery -- The plugin's own table.
			$wpdb->prepare(
				'SELECT id FROM %i WHERE actor_id = %d OR subject = %s ORDER BY id LIMIT %d OFFSET %d',
				Ledger_Schema::table(),
				$user_id,
				"user/$user_id",
				self::PER_PAGE,
				$offset
			)
		);
		return array_values( $this->store->find_many( array_map( 'intval', $ids ) ) );
	}

	private function rewrite( Event $event ): void {
		global $wpdb;
		$wpdb->update( // phpcs:ignore WordPress.DB.DirectDatabaseQuery -- The plugin's own table.
			Ledger_Schema::table(),
			array(
				'subject'    => $event->subject,
				'actor_id'   => $event->actor_id,
				'actor_name' => $event->actor_name,
				'data'       => Json::encode_ascii( (object) $event->data ),
				'search'     => $event->search_text(),
			),
			array( 'id' => $event->sequence ),
			array( '%s', '%d', '%s', '%s', '%s' ),
			array( '%d' )
		);
	}

	/**
	 * What a user is called, longest first, so that a part of a name does not leave the rest.
	 *
	 * @param \WP_User $user The user.
	 * @return list<string>
	 */
	private static function names( \WP_User $user ): array {
		$names = array( $user->user_email, $user->display_name, trim( "$user->first_name $user->last_name" ), $user->user_login, $user->nickname, $user->user_nicename );
		$names = array_unique( array_filter( $names, static fn( string $name ): bool => mb_strlen( $name ) >= self::MIN_NAME_CHARACTERS ) );
		usort( $names, static fn( string $a, string $b ): int => strlen( $b ) <=> strlen( $a ) );
		return $names;
	}
}
