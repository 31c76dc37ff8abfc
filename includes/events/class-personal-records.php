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
 * Finds the events that a person caused or that are about the person, and takes the person out of them: with an account, or a visitor who
 * left an e-mail address with a comment or an order.
 *
 * The events themselves stay: what happened on the site is not the person's alone. Who did it goes. The outbox holds no names: what it sends is
 * read from the ledger.
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
	 * A page of the events that a person caused or that are about the person, oldest first.
	 *
	 * @param string $email The person's address.
	 * @param int    $page  From 1 on.
	 * @return list<Event>
	 */
	public function page( string $email, int $page ): array {
		$user     = get_user_by( 'email', $email );
		$subjects = array( ...Personal_Subjects::comments( $email ), ...Personal_Subjects::orders( $email ) );
		return $this->read( $user ? $user->ID : 0, $user ? array( ...$subjects, "user/{$user->ID}" ) : $subjects, ( max( 1, $page ) - 1 ) * self::PER_PAGE );
	}

	/**
	 * Takes a user out of the first PER_PAGE of the events that are left, out of what visitors were told of them, and out of what a team noted about them.
	 *
	 * @param \WP_User $user        The user.
	 * @param string   $replacement What stands for his names from now on.
	 * @return int How many there were; fewer than PER_PAGE when it is done.
	 */
	public function forget( \WP_User $user, string $replacement ): int {
		$names  = self::names( $user );
		$events = $this->read( $user->ID, array( "user/{$user->ID}" ), 0 );
		foreach ( $events as $event ) {
			foreach ( array( $event, ...$this->following( $event ) ) as $told ) {
				$this->rewrite( self::without( $told, $user->ID, $names, $replacement ) );
			}
		}
		return count( $events );
	}

	/**
	 * Takes the name of a post's author out of what others did to the post.
	 *
	 * @param \WP_User $user        The author.
	 * @param string   $replacement What stands for the name from now on.
	 * @return int How many events there were.
	 */
	public function forget_author( \WP_User $user, string $replacement ): int {
		$is_author = static fn( Event $event ): bool => $user->ID === ( $event->data['author_id'] ?? 0 );
		return $this->replace( Personal_Subjects::posts( $user->ID ), 'author', $replacement, $is_author );
	}

	/**
	 * Takes the name of whoever left this address out of what was told of the comments and orders with it, and of the answers to the comments.
	 *
	 * @param string $email       The address.
	 * @param string $replacement What stands for the name from now on.
	 * @return int How many events there were.
	 */
	public function forget_guest( string $email, string $replacement ): int {
		$comments  = Personal_Subjects::comments( $email );
		$orders    = Personal_Subjects::orders( $email );
		$is_theirs = static fn( Event $event ): bool => in_array( 'order/' . ( $event->data['order_id'] ?? 0 ), $orders, true );
		return $this->replace( $comments, 'author', $replacement )
			+ $this->replace( Personal_Subjects::replies( $comments ), 'parent_author', $replacement )
			+ $this->replace( $orders, 'first_name', $replacement )
			// Where a purchase is told to visitors, it is told of the product.
			+ $this->replace( Personal_Subjects::products( $orders ), 'firstname', $replacement, $is_theirs );
	}

	/**
	 * @param list<string>                  $subjects What the events are about.
	 * @param string                        $field    Where the name is.
	 * @param (\Closure( Event ): bool)|null $is_meant Which of them, where not all are.
	 */
	private function replace( array $subjects, string $field, string $replacement, ?\Closure $is_meant = null ): int {
		$named = array_filter(
			$this->read( 0, $subjects, 0, PHP_INT_MAX ),
			static fn( Event $event ): bool => isset( $event->data[ $field ] ) && $replacement !== $event->data[ $field ] && ( ! $is_meant || $is_meant( $event ) )
		);
		foreach ( $named as $event ) {
			foreach ( array( $event, ...$this->following( $event ) ) as $told ) {
				if ( isset( $told->data[ $field ] ) ) {
					$this->rewrite( $told->with( array( 'data' => array( $field => $replacement ) + $told->data ) ) );
				}
			}
		}
		return count( $named );
	}

	/**
	 * An event without a user.
	 *
	 * @param list<string> $names What the user is called.
	 */
	private static function without( Event $event, int $user_id, array $names, string $replacement ): Event {
		$data = $event->data;
		array_walk_recursive(
			$data,
			static function ( mixed &$value ) use ( $names, $replacement ): void {
				$value = is_string( $value ) ? str_ireplace( $names, $replacement, $value ) : $value;
			}
		);
		$is_about = "user/{$user_id}" === $event->subject;
		$is_by    = $user_id === $event->actor_id;
		return $event->with(
			array(
				'data'       => $is_about && isset( $data['id'] ) ? array( 'id' => 0 ) + $data : $data,
				'actor_id'   => $is_by ? 0 : $event->actor_id,
				'actor_name' => $is_by ? '' : $event->actor_name,
				'subject'    => $is_about ? '' : $event->subject,
			)
		);
	}

	/**
	 * What was made of an event: its projection for visitors, and what a team did about it.
	 *
	 * @return list<Event>
	 */
	private function following( Event $event ): array {
		global $wpdb;
		$ids = (array) $wpdb->get_col( // phpcs:ignore WordPress.DB.DirectDatabaseQuery -- The plugin's own table.
			$wpdb->prepare(
				'SELECT id FROM %i WHERE subject = %s OR ( subject = %s AND causation_id = %s )',
				Ledger_Schema::table(),
				"event/{$event->id}",
				$event->subject,
				$event->id
			)
		);
		return array_values( $this->store->find_many( array_map( 'intval', $ids ) ) );
	}

	/**
	 * @param int          $actor_id Who caused them, 0 for nobody in particular.
	 * @param list<string> $subjects What else they may be about.
	 * @return list<Event> Oldest first.
	 */
	private function read( int $actor_id, array $subjects, int $offset, int $limit = self::PER_PAGE ): array {
		global $wpdb;
		if ( ! $subjects ) {
			return array();
		}
		$places = implode( ', ', array_fill( 0, count( $subjects ), '%s' ) );
		$ids    = (array) $wpdb->get_col( // phpcs:ignore WordPress.DB -- The plugin's own table; placeholders only.
			$wpdb->prepare(
				"SELECT id FROM %i WHERE ( actor_id = %d AND actor_id > 0 ) OR subject IN ( {$places} ) ORDER BY id LIMIT %d OFFSET %d",
				Ledger_Schema::table(),
				$actor_id,
				...array( ...$subjects, $limit, $offset )
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
