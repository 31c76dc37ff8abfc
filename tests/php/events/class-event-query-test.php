<?php
/**
 * Tests of the filter of the ledger.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Events;

use Realtime_Events\Events\Event;
use Realtime_Events\Events\Event_Query;
use Realtime_Events\Events\Event_Store;
use Realtime_Events\Events\Ledger_Schema;
use Realtime_Events\Tests\Test_Case;

final class Event_Query_Test extends Test_Case {

	private const CHANNELS = array( 'public', 'editors', 'admins' );

	/**
	 * By name, so that a test says which.
	 *
	 * @var array<string, Event>
	 */
	private array $events = array();

	protected function setUp(): void {
		parent::setUp();
		$rows = array(
			'published' => array( 'post.published', 'editors', 'post/1', 1000, 'success', 7, 'Zoë Ünal', 'wp-admin', array( 'title' => 'Grüße 100% _sure_' ) ),
			'trashed'   => array( 'post.trashed', 'admins', 'post/1', 2000, 'warning', 7, 'Zoë Ünal', 'rest', array( 'title' => 'Οδός' ) ),
			'custom'    => array( 'lamp.lit', 'public', '', 3000, 'info', 0, '', 'app:Till', array( 'n' => 1, 'deep' => array( 'word' => 'hidden' ) ) ),
			'generic'   => array( 'generic.event', 'editors', 'Post/1', 4000, 'error', 9, 'Bob', '', array( 'note' => "Line\nbreak" ) ),
			'shop'      => array( 'order.created', 'shop', 'order/5', 5000, 'success', 0, '', '', array() ),
		);
		foreach ( $rows as $name => [ $type, $channel, $subject, $time, $severity, $actor, $actor_name, $origin, $data ] ) {
			$this->events[ $name ] = $this->service( Event_Store::class )->insert(
				new Event( "01890000-0000-7000-8000-00000000{$time}", $type, $data, $channel, $time, $severity, $subject, $actor, $actor_name, $origin )
			);
		}
	}

	/**
	 * @param array<string, mixed> $params Parameters of the query.
	 * @return list<string> Names of the events that pass.
	 */
	private function passing( array $params, ?array $channels = self::CHANNELS ): array {
		$found = $this->service( Event_Store::class )->query( Event_Query::from_params( $params, $channels ) );
		$ids   = array_map( static fn( Event $event ): string => $event->id, $this->events );
		return array_map( static fn( Event $event ): string => (string) array_search( $event->id, $ids, true ), $found );
	}

	public function test_without_a_filter_the_newest_come_first(): void {
		self::assertSame( array( 'generic', 'custom', 'trashed', 'published' ), $this->passing( array() ) );
	}

	public function test_after_a_sequence_the_oldest_come_first(): void {
		self::assertSame( array( 'trashed', 'custom' ), $this->passing( array( 'after' => $this->events['published']->sequence, 'per_page' => 2 ) ) );
		self::assertSame( array( 'trashed', 'published' ), $this->passing( array( 'before' => $this->events['custom']->sequence ) ) );
	}

	/**
	 * @return array<string, array{ array<string, mixed>, list<string> }>
	 */
	public function severities(): array {
		$three = array( 'severity' => array( 'error', 'warning', 'success', 'error', 'fatal' ) );
		return array(
			'newest first'        => array( $three, array( 'generic', 'trashed', 'published' ) ),
			'no more than a page' => array( $three + array( 'per_page' => 2 ), array( 'generic', 'trashed' ) ),
			'before one of them'  => array( $three + array( 'before' => 'generic' ), array( 'trashed', 'published' ) ),
			'after, oldest first' => array( $three + array( 'after' => 'published', 'per_page' => 1 ), array( 'trashed' ) ),
			'until a moment'      => array( $three + array( 'until' => 4000 ), array( 'trashed', 'published' ) ),
			'all there are'       => array( array( 'severity' => Event::SEVERITIES ), array( 'generic', 'custom', 'trashed', 'published' ) ),
			'with another part'   => array( $three + array( 'subject' => array( 'post/1' ) ), array( 'trashed', 'published' ) ),
			'and not one of them' => array( $three + array( 'exclude_severity' => array( 'error' ) ), array( 'trashed', 'published' ) ),
			'with a word'         => array( $three + array( 'search' => 'bob' ), array( 'generic' ) ),
			'none that there is'  => array( array( 'severity' => array( 'fatal', 'grave' ) ), array() ),
		);
	}

	/**
	 * @dataProvider severities
	 *
	 * @param array<string, mixed> $params   Parameters of the query, cursors by the name of an event.
	 * @param list<string>         $expected Names of the events that pass.
	 */
	public function test_several_severities_are_read_one_by_one_and_come_as_one_page( array $params, array $expected ): void {
		foreach ( array( 'before', 'after' ) as $cursor ) {
			if ( isset( $params[ $cursor ] ) ) {
				$params[ $cursor ] = $this->events[ $params[ $cursor ] ]->sequence;
			}
		}
		self::assertSame( $expected, $this->passing( $params ) );
	}

	public function test_what_happens_while_several_severities_are_read_is_on_no_page_yet(): void {
		$first = true;
		add_filter(
			'query',
			function ( string $sql ) use ( &$first ): string {
				if ( $first && str_contains( $sql, "severity IN ( 'error'" ) ) {
					// Read last: what has happened meanwhile must not come before what the first reading could not see.
					$first = false;
					foreach ( array( 'warning', 'error' ) as $severity ) {
						realtime_events_publish( 'a.b', array(), array( 'severity' => $severity ) );
					}
				}
				return $sql;
			}
		);
		self::assertSame( array( 'trashed', 'generic' ), $this->passing( array( 'severity' => array( 'warning', 'error' ), 'after' => 0 ) ) );
		self::assertFalse( $first );
	}

	public function test_what_may_not_be_read_is_never_there(): void {
		self::assertSame( array(), $this->passing( array( 'channel' => array( 'shop' ) ) ) );
		self::assertSame( array(), $this->passing( array(), array() ) );
		self::assertSame( array( 'custom' ), $this->passing( array(), array( 'public' ) ) );
		self::assertContains( 'shop', $this->passing( array(), null ) );
	}

	/**
	 * @return array<string, array{ array<string, mixed>, list<string> }>
	 */
	public function filters(): array {
		return array(
			'type'                              => array( array( 'type' => array( 'post.published', 'lamp.lit' ) ), array( 'custom', 'published' ) ),
			'type, with commas'                 => array( array( 'type' => 'post.published,lamp.lit' ), array( 'custom', 'published' ) ),
			'not a type'                        => array( array( 'exclude_type' => 'lamp.lit' ), array( 'generic', 'trashed', 'published' ) ),
			'group'                             => array( array( 'group' => 'posts' ), array( 'trashed', 'published' ) ),
			'the group of what nobody declared' => array( array( 'group' => 'custom' ), array( 'generic', 'custom' ) ),
			'not that group'                    => array( array( 'exclude_group' => 'custom' ), array( 'trashed', 'published' ) ),
			'two groups'                        => array( array( 'group' => 'custom,posts' ), array( 'generic', 'custom', 'trashed', 'published' ) ),
			'an unknown group'                  => array( array( 'group' => 'nothing' ), array() ),
			'severity'                          => array( array( 'severity' => 'error,warning' ), array( 'generic', 'trashed' ) ),
			'actor'                             => array( array( 'actor' => '7' ), array( 'trashed', 'published' ) ),
			'nobody'                            => array( array( 'actor' => array( 0 ) ), array( 'custom' ) ),
			'not an actor'                      => array( array( 'exclude_actor' => array( 7, 0 ) ), array( 'generic' ) ),
			'subject, byte by byte'             => array( array( 'subject' => 'post/1' ), array( 'trashed', 'published' ) ),
			'channel'                           => array( array( 'channel' => 'admins' ), array( 'trashed' ) ),
			'origin'                            => array( array( 'origin' => 'app:Till' ), array( 'custom' ) ),
			'since'                             => array( array( 'since' => 3000 ), array( 'generic', 'custom' ) ),
			'until, which is outside'           => array( array( 'until' => '1970-01-01T00:00:02.000Z' ), array( 'published' ) ),
			'since and until'                   => array( array( 'since' => '1970-01-01T00:00:02Z', 'until' => 4000 ), array( 'custom', 'trashed' ) ),
			'a word of the title'               => array( array( 'search' => 'GRÜSSE' ), array() ),
			'a word in any case'                => array( array( 'search' => 'GRÜßE' ), array( 'published' ) ),
			'accents count'                     => array( array( 'search' => 'grusse' ), array() ),
			'a part of a name'                  => array( array( 'search' => 'ünA' ), array( 'trashed', 'published' ) ),
			'every word, in any order'          => array( array( 'search' => '  zoë   grüße ' ), array( 'published' ) ),
			'a final sigma'                     => array( array( 'search' => 'ΟΔΌΣ' ), array( 'trashed' ) ),
			'a percent sign is a sign'          => array( array( 'search' => '100%' ), array( 'published' ) ),
			'it does not stand for anything'    => array( array( 'search' => '1%0' ), array() ),
			'an underscore likewise'            => array( array( 'search' => '_sure_' ), array( 'published' ) ),
			'a backslash'                       => array( array( 'search' => '\\' ), array() ),
			'the label of a type'               => array( array( 'search' => 'trash' ), array( 'trashed' ) ),
			'a word of a label alone'           => array( array( 'search' => 'moved' ), array( 'trashed' ) ),
			'deep data is not searched'         => array( array( 'search' => 'hidden' ), array() ),
			'all at once'                       => array( array( 'type' => 'post.trashed', 'actor' => 7, 'search' => 'zoë', 'severity' => 'warning' ), array( 'trashed' ) ),
			'SQL'                               => array( array( 'type' => "x') OR 1=1 --", 'search' => "' OR ''='" ), array() ),
		);
	}

	/**
	 * @dataProvider filters
	 *
	 * @param array<string, mixed> $params   Parameters.
	 * @param list<string>         $expected Names of the events that pass.
	 */
	public function test_an_event_passes_when_it_passes_every_part( array $params, array $expected ): void {
		self::assertSame( $expected, $this->passing( $params ) );
	}

	public function test_a_search_looks_back_piece_by_piece_and_leaves_nothing_out(): void {
		global $wpdb;
		// As if many events lay between: more than are looked at in one go.
		foreach ( array_values( $this->events ) as $i => $event ) {
			$wpdb->query( $wpdb->prepare( 'UPDATE %i SET id = %d WHERE event_id = %s', Ledger_Schema::table(), 1000000 - 60000 * $i, $event->id ) );
		}
		$found  = array();
		$before = null;
		$pages  = 0;
		do {
			$page   = $this->service( Event_Store::class )->page( Event_Query::from_params( array( 'search' => 'zoë', 'before' => $before, 'per_page' => 1 ), self::CHANNELS ) );
			$found  = array( ...$found, ...array_map( static fn( Event $event ): string => $event->id, $page['events'] ) );
			$before = $page['next'];
		} while ( null !== $before && ++$pages < 1000 );
		self::assertSame( array( $this->events['published']->id, $this->events['trashed']->id ), $found );
		self::assertLessThan( 1000, $pages );
	}

	public function test_nonsense_counts_as_not_given(): void {
		$nonsense = array( 'after' => 'x', 'before' => array(), 'per_page' => 'many', 'type' => array( array( 'x' ) ), 'search' => array(), 'since' => 'yesterday evening', 'until' => "\xff", 'actor' => 'me' );
		self::assertCount( 1, $this->passing( array_merge( $nonsense, array( 'since' => array() ) ) ) );
	}

	public function test_no_page_is_longer_than_the_longest(): void {
		self::assertSame( Event_Query::MAX_PER_PAGE, Event_Query::from_params( array( 'per_page' => 100000 ), array() )->per_page );
		self::assertSame( 1, Event_Query::from_params( array( 'per_page' => -5 ), array() )->per_page );
	}

	public function test_the_parameters_are_a_schema_that_rest_understands(): void {
		foreach ( array( 'severity' => 'error,warning', 'actor' => '1,2', 'search' => 'x', 'since' => '2026-01-01T00:00:00Z', 'per_page' => '5' ) as $name => $value ) {
			self::assertTrue( rest_validate_value_from_schema( $value, Event_Query::params()[ $name ], $name ), $name );
		}
		self::assertWPError( rest_validate_value_from_schema( 'fatal', Event_Query::params()['severity'], 'severity' ) );
	}

	private static function assertWPError( mixed $thing ): void {
		self::assertInstanceOf( \WP_Error::class, $thing );
	}
}
