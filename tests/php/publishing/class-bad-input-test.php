<?php
/**
 * Tests of what is sent by mistake or in bad faith, by every way in.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Publishing;

use Realtime_Events\Access\Api_Key;
use Realtime_Events\Events\Event_Store;
use Realtime_Events\Events\Json;
use Realtime_Events\Events\Ledger_Schema;
use Realtime_Events\Publishing\Trigger_Ajax;
use Realtime_Events\Tests\Test_Case;

require_once __DIR__ . '/trait-other-ways-in.php';

// phpcs:disable Generic.PHP.ForbiddenFunctions, WordPress.WP.AlternativeFunctions.rand_mt_rand, WordPress.WP.AlternativeFunctions.rand_seeding_mt_srand -- With a seed it thinks up the same in every run.

/**
 * Whatever is sent: it is stored exactly as it was given, or refused in words with nothing stored.
 */
final class Bad_Input_Test extends Test_Case {

	use Other_Ways_In;

	private const FIELDS = array( 'type', 'subject', 'channel', 'severity', 'data', 'anything' );

	private const REFUSALS = array( 400, 401, 403, 413, 415, 422, 429 );

	private const SEED = 20260101;

	private const RANDOM_BODIES = 200;

	private string $key;

	protected function setUp(): void {
		parent::setUp();
		// Not what is tested here.
		add_filter( 'realtime_events_publish_limit', static fn(): int => 100000 );
		$this->key = $this->service( Api_Key::class )->generate();
		$this->act_as( 'administrator' );
	}

	private function stored(): int {
		global $wpdb;
		return (int) $wpdb->get_var( $wpdb->prepare( 'SELECT COUNT(*) FROM %i', Ledger_Schema::table() ) );
	}

	/**
	 * Sends a body by one way in.
	 *
	 * @return list<array{ int, array<string, mixed> }> Status and answer for each event, or for the whole request.
	 */
	private function send( string $way, string $body ): array {
		switch ( $way ) {
			case 'publish':
				$response = $this->rest( 'POST', '/realtime-events/v1/publish', $body );
				return array( array( $response->get_status(), (array) $response->get_data() ) );
			case 'batch':
				$response = $this->rest( 'POST', '/realtime-events/v1/publish/batch', '{"events":[' . $body . ']}' );
				return 200 === $response->get_status()
					? array_map( static fn( array $result ): array => array( $result['status'], $result['event'] ?? $result ), $response->get_data()['results'] )
					: array( array( $response->get_status(), (array) $response->get_data() ) );
			case 'endpoint':
				[ $status, $answer ] = $this->trigger( $body, array( 'HTTP_AUTHORIZATION' => "Bearer $this->key" ) );
				return array( array( $status, $answer ) );
			default:
				return array( $this->send_form( array( 'event' => $body ) ) );
		}
	}

	/**
	 * Sends a form to admin-ajax.
	 *
	 * @param array<string, mixed> $form The form, without its nonce.
	 * @return array{ int, array<string, mixed> } Status and answer.
	 */
	private function send_form( array $form ): array {
		$answer = $this->ajax( $form + array( '_ajax_nonce' => wp_create_nonce( Trigger_Ajax::ACTION ) ) );
		self::assertArrayHasKey( 'success', $answer );
		// WordPress sends no status where output has begun, as here.
		return array( $answer['success'] ? 201 : 400, $answer['data'] );
	}

	/**
	 * Looks at what came of one request.
	 *
	 * @param string                                   $what    What was sent, for who reads the failure.
	 * @param list<array{ int, array<string, mixed> }> $answers What send() gave.
	 * @param int                                      $before  How many events there were before.
	 */
	private function assert_clear( string $what, array $answers, int $before ): void {
		$taken = 0;
		foreach ( $answers as [ $status, $answer ] ) {
			if ( 201 === $status ) {
				++$taken;
				continue;
			}
			self::assertContains( $status, self::REFUSALS, $what );
			self::assertMatchesRegularExpression( '/^(realtime_events|rest)_[a-z_]+$/D', $answer['code'], $what );
			self::assertMatchesRegularExpression( '/^.{10,}\.$/Dsu', $answer['message'], $what );
		}
		self::assertSame( $before + $taken, $this->stored(), "The ledger grows by what was taken: $what" );
	}

	/**
	 * The stored event has exactly the texts and the data that were given.
	 *
	 * @param string               $body   What was sent.
	 * @param array<string, mixed> $answer The event that came back.
	 */
	private function assert_kept( string $body, array $answer ): void {
		// Read without the plugin's own reader.
		$given = (array) json_decode( $body, false, 64, JSON_THROW_ON_ERROR );
		$event = $this->service( Event_Store::class )->find( $answer['id'] )->to_cloudevent();
		foreach ( array( 'type', 'subject', 'channel', 'severity' ) as $name ) {
			if ( '' !== (string) ( $given[ $name ] ?? '' ) ) {
				self::assertSame( $given[ $name ], $event[ $name ], $body );
			}
		}
		$data = (array) ( $given['data'] ?? array() ) + array_diff_key( $given, array_flip( self::FIELDS ) ) + array_intersect_key( $given, array( 'anything' => 1 ) );
		self::assertEquals( self::sorted( (object) $data ), self::sorted( $event['data'] ), $body );
	}

	/**
	 * The JSON of a value with the names in its objects in order, because no program may count on theirs.
	 */
	private static function sorted( mixed $value ): string {
		$sort = static function ( mixed $part ) use ( &$sort ): mixed {
			$inner = is_object( $part ) || is_array( $part ) ? array_map( $sort, (array) $part ) : $part;
			if ( is_object( $part ) || ( is_array( $part ) && ! array_is_list( $part ) ) ) {
				ksort( $inner, SORT_STRING );
				return (object) $inner;
			}
			return $inner;
		};
		return Json::encode( $sort( $value ) );
	}

	private function try_everywhere( string $what, string $body ): void {
		foreach ( array( 'publish', 'batch', 'endpoint', 'ajax' ) as $way ) {
			$before  = $this->stored();
			$answers = $this->send( $way, $body );
			$this->assert_clear( "$what by $way", $answers, $before );
			if ( 1 === count( $answers ) && 201 === $answers[0][0] ) {
				$this->assert_kept( $body, $answers[0][1] );
			}
		}
	}

	/**
	 * @return array<string, array{ string }> What a field may hold that it should not, as JSON.
	 */
	public function values(): array {
		return array(
			'a whole number'          => array( '5' ),
			'half a number'           => array( '1.5' ),
			'a number beyond measure' => array( '1e999' ),
			'a number too exact'      => array( '12345678901234567890' ),
			'a negative one too'      => array( '-9007199254740993' ),
			'true'                    => array( 'true' ),
			'false'                   => array( 'false' ),
			'null'                    => array( 'null' ),
			'no text'                 => array( '""' ),
			'a list'                  => array( '["a.b"]' ),
			'an empty list'           => array( '[]' ),
			'an object'               => array( '{"a":1}' ),
			'an object like a list'   => array( '{"0":"a","1":"b"}' ),
			'10,000 levels'           => array( str_repeat( '[', 10000 ) . str_repeat( ']', 10000 ) ),
			'10,000 objects'          => array( str_repeat( '{"a":', 10000 ) . '1' . str_repeat( '}', 10000 ) ),
			'levels without an end'   => array( str_repeat( '[', 10000 ) ),
			'65 KiB'                  => array( '"' . str_repeat( 'x', 65 * 1024 ) . '"' ),
			'invalid UTF-8'           => array( "\"\xc3\x28\"" ),
			'half a character'        => array( "\"\xf0\x9f\"" ),
			'half a surrogate pair'   => array( '"\ud83d"' ),
			'U+0000'                  => array( '"a\u0000b"' ),
			'U+0000 itself'           => array( "\"a\0b\"" ),
			'HTML'                    => array( '"<img src=x onerror=alert(1)>&amp;<!--"' ),
			'SQL'                     => array( '"a\'; DROP TABLE wptests_users; -- %s %1$d \\\\"' ),
			'a template'              => array( '"{{constructor}}${7*7}<?php exit; ?>"' ),
			'a line break'            => array( '"a\r\nSet-Cookie: a=b"' ),
			'the other direction'     => array( '"\u202egnp.exe"' ),
			'a serialized object'     => array( '"O:8:\"stdClass\":0:{}"' ),
		);
	}

	/**
	 * @dataProvider values
	 *
	 * @param string $value JSON, or what looks like it.
	 */
	public function test_a_field_that_holds_anything_else_is_kept_as_it_is_or_refused_in_words( string $value ): void {
		foreach ( self::FIELDS as $field ) {
			$this->try_everywhere( $field, sprintf( '{"%s":%s}', $field, $value ) );
		}
		$this->try_everywhere( 'the whole body', $value );
		$this->try_everywhere( 'a name in the data', '{"data":{' . ( '"' === $value[0] ? $value : '"' . addslashes( $value ) . '"' ) . ':1}}' );
	}

	public function test_an_object_whose_names_are_numbers_is_an_object(): void {
		$event = $this->rest( 'POST', '/realtime-events/v1/publish', '{"type":"a.b","data":{"0":"a","1":"b"}}' );
		self::assertSame( 201, $event->get_status() );
		$this->assert_kept( '{"type":"a.b","data":{"0":"a","1":"b"}}', $event->get_data() );
	}

	public function test_a_form_that_holds_anything_else_is_kept_as_it_is_or_refused_in_words(): void {
		$values = array( '<b>', "' OR 1=1 -- %s", "\0", "\xff", str_repeat( 'x', 66000 ), '\\', '5', array( 'a' ), array( 'a' => array( 'b' => '<i>' ) ), array( "\xff" => 'x' ) );
		foreach ( self::FIELDS as $field ) {
			foreach ( $values as $value ) {
				$before = $this->stored();
				$answer = $this->send_form( array( $field => $value ) );
				$this->assert_clear( "a form with $field", array( $answer ), $before );
				if ( 201 === $answer[0] && 'anything' === $field ) {
					self::assertEquals( $value, $this->service( Event_Store::class )->find( $answer[1]['id'] )->data['anything'] );
				}
			}
		}
	}

	public function test_whatever_a_generator_thinks_up_is_kept_as_it_is_or_refused_in_words(): void {
		mt_srand( self::SEED );
		$bodies = array();
		for ( $i = 0; $i < self::RANDOM_BODIES; $i++ ) {
			$bodies[] = self::random_body();
		}
		$first = $this->stored();
		foreach ( $bodies as $number => $body ) {
			$this->try_everywhere( "body $number: " . rawurlencode( $body ), $body );
		}
		self::assertGreaterThan( $first + self::RANDOM_BODIES / 4, $this->stored(), 'Many of them are good events.' );
	}

	private static function random_body(): string {
		$fields = array( self::random_text() => self::random_value( 0 ) );
		foreach ( self::FIELDS as $field ) {
			if ( 0 === mt_rand( 0, 2 ) ) {
				$fields[ $field ] = match ( $field ) {
					'type'     => self::one_of( array( 'a.b', 'my-type_2', str_repeat( 'x', 64 ), str_repeat( 'x', 65 ), 'A.B', self::random_value( 2 ) ) ),
					'subject'  => self::one_of( array( 'post/1', 'a~b:c@d', str_repeat( 'x', 191 ), self::random_value( 2 ) ) ),
					'channel'  => self::one_of( array( 'admins', 'public', 'editors', 'user:1', self::random_text() ) ),
					'severity' => self::one_of( array( 'info', 'error', 'success', 'INFO', self::random_value( 2 ) ) ),
					default    => self::one_of( array( array( self::random_text() => self::random_value( 0 ) ), self::random_value( 0 ) ) ),
				};
			}
		}
		$body = (string) wp_json_encode( $fields, self::one_of( array( 0, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES ) ) );
		// One in four is damaged on the way.
		if ( 0 === mt_rand( 0, 3 ) ) {
			$at   = mt_rand( 0, strlen( $body ) - 1 );
			$body = substr( $body, 0, $at ) . self::one_of( array( chr( mt_rand( 0, 255 ) ), '', '\\u0000', '"' ) ) . substr( $body, $at + mt_rand( 0, 2 ) );
		}
		return $body;
	}

	private static function random_value( int $depth ): mixed {
		$kind = mt_rand( 0, $depth > 4 ? 5 : 8 );
		if ( $kind > 5 ) {
			$parts = array();
			for ( $i = mt_rand( 0, 3 ); $i > 0; $i-- ) {
				$parts[ 6 === $kind ? count( $parts ) : self::random_text() ] = self::random_value( $depth + 1 );
			}
			return 6 === $kind ? $parts : (object) $parts;
		}
		return match ( $kind ) {
			0       => self::one_of( array( null, true, false ) ),
			1       => self::one_of( array( 0, -1, mt_rand(), 9007199254740991, 9007199254740992, PHP_INT_MIN ) ),
			2       => self::one_of( array( 0.1, -2.5e-7, 1.0, 1e20, 1e21, 1.7e308 ) ),
			default => self::random_text(),
		};
	}

	private static function random_text(): string {
		$parts = array( 'a', 'Z', '7', '0', ' ', "\n", "\t", '.', '/', '\\', '"', "'", '<', '>', '&amp;', '%s', '%', '--', ';', 'ä', '漢', '😀', "e\u{301}", "\u{2028}", "\u{feff}", "\u{7f}", '__proto__' );
		$text  = '';
		for ( $i = mt_rand( 0, 6 ); $i > 0; $i-- ) {
			$text .= self::one_of( $parts );
		}
		return $text;
	}

	/**
	 * @param list<mixed> $choices What there is.
	 */
	private static function one_of( array $choices ): mixed {
		return $choices[ mt_rand( 0, count( $choices ) - 1 ) ];
	}
}
