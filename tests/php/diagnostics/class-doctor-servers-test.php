<?php
/**
 * Tests of the connection doctor with real servers.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Diagnostics;

use OpenSSLAsymmetricKey;
use OpenSSLCertificate;
use Realtime_Events\Access\Api_Key;
use Realtime_Events\Diagnostics\Doctor;
use Realtime_Events\Diagnostics\Site_Health;
use Realtime_Events\Tests\Support\Real_Hub;
use Realtime_Events\Tests\Test_Case;

require_once dirname( __DIR__ ) . '/support/trait-real-hub.php';

/**
 * Whatever is wrong with a server, the step that fails says so in a sentence and has something to copy.
 */
final class Doctor_Servers_Test extends Test_Case {

	use Real_Hub;

	private const KEY = 'key-of-sixteen-bytes-or-more';

	private string $folder;

	/**
	 * @var list<resource>
	 */
	private array $processes = array();

	private OpenSSLAsymmetricKey $authority_key;

	private OpenSSLCertificate $authority;

	protected function setUp(): void {
		parent::setUp();
		$this->folder = sys_get_temp_dir() . '/realtime-events-' . bin2hex( random_bytes( 6 ) );
		mkdir( $this->folder );
		$this->act_as( 'administrator' );
		$this->service( Api_Key::class )->set( self::KEY );
		$this->let_http_out();
		$this->authority_key = self::key();
		$this->authority     = self::signed( 'Test authority', $this->authority_key, null, $this->authority_key, 2 );
		openssl_x509_export_to_file( $this->authority, "$this->folder/authorities.pem" );
		// As a site does that trusts an authority of its own.
		add_filter( 'http_request_args', fn( array $args ): array => array( 'sslcertificates' => "$this->folder/authorities.pem" ) + $args, 99 );
	}

	protected function tearDown(): void {
		array_map( static fn( $process ): bool => proc_terminate( $process, SIGKILL ), $this->processes );
		array_map( 'unlink', (array) glob( "$this->folder/*" ) );
		rmdir( $this->folder );
		parent::tearDown();
	}

	private static function key(): OpenSSLAsymmetricKey {
		return openssl_pkey_new( array( 'private_key_type' => OPENSSL_KEYTYPE_EC, 'curve_name' => 'prime256v1' ) );
	}

	/**
	 * A certificate. Without an authority it signs itself.
	 */
	private static function signed( string $name, OpenSSLAsymmetricKey $key, ?OpenSSLCertificate $authority, OpenSSLAsymmetricKey $authority_key, int $days ): OpenSSLCertificate {
		$request = openssl_csr_new( array( 'commonName' => $name ), $key, array( 'digest_alg' => 'sha256' ) );
		return openssl_csr_sign( $request, $authority, $authority_key, $days, array( 'digest_alg' => 'sha256' ), random_int( 1, PHP_INT_MAX ) );
	}

	/**
	 * Starts a server and gives its port.
	 *
	 * @param string $pem   File with its certificate and key, '' for none.
	 * @param int    $ahead By how many seconds its clock is ahead.
	 */
	private function serve( string $pem = '', int $ahead = 0 ): int {
		$process = proc_open( array( PHP_BINARY, __DIR__ . '/processes/server.php', $pem, (string) $ahead ), array( array( 'file', '/dev/null', 'r' ), array( 'pipe', 'w' ), array( 'file', "$this->folder/errors", 'a' ) ), $pipes );
		self::assertIsResource( $process );
		$this->processes[] = $process;
		return (int) fgets( $pipes[1] );
	}

	/**
	 * Starts a server with a certificate.
	 *
	 * @param string $name      What it is for.
	 * @param int    $days      For how many days it is good; 0: it was until a moment ago.
	 * @param string $signed_by `itself`, `authority`, or `stranger`.
	 */
	private function serve_with_certificate( string $name, int $days, string $signed_by ): int {
		$key         = self::key();
		$stranger    = self::key();
		$certificate = match ( $signed_by ) {
			'itself'    => self::signed( $name, $key, null, $key, $days ),
			'authority' => self::signed( $name, $key, $this->authority, $this->authority_key, $days ),
			'stranger'  => self::signed( $name, $key, self::signed( 'Stranger', $stranger, null, $stranger, 2 ), $stranger, $days ),
		};
		$last = openssl_x509_parse( $certificate )['validTo_time_t'];
		while ( 0 === $days && time() <= $last ) {
			usleep( 20000 );
		}
		openssl_x509_export( $certificate, $text );
		openssl_pkey_export( $key, $key_text );
		file_put_contents( "$this->folder/server.pem", $text . $key_text );
		return $this->serve( "$this->folder/server.pem" );
	}

	/**
	 * What the doctor says of an address: all steps, and the last of them.
	 *
	 * @return array{ array<string, bool>, array<string, mixed> }
	 */
	private function examine( string $url ): array {
		update_option( 'realtime_events', array( 'server_url' => $url ) );
		$steps = $this->service( Doctor::class )->examine( false )->steps;
		return array( array_column( $steps, 'ok', 'id' ), (array) end( $steps ) );
	}

	/**
	 * @param array<string, mixed> $step A step.
	 */
	private static function assert_explained( array $step, string $sentence, string $copied ): void {
		self::assertFalse( $step['ok'] );
		self::assertStringContainsString( $sentence, $step['message'] );
		self::assertNotSame( '', $step['fix'] ?? '' );
		self::assertStringContainsString( $copied, implode( "\n", array_column( $step['snippets'] ?? array(), 'text' ) ) );
		self::assertStringNotContainsString( self::KEY, (string) wp_json_encode( $step ) );
	}

	public function test_a_certificate_that_is_trusted_passes_with_its_time(): void {
		$port      = $this->serve_with_certificate( 'localhost', 2, 'authority' );
		[ $steps ] = $this->examine( "https://localhost:$port" );
		self::assertSame( array( 'url', 'api_key', 'dns', 'tcp', 'tls', 'reachable', 'clock' ), array_slice( array_keys( $steps ), 0, 7 ) );
		self::assertTrue( $steps['tls'] && $steps['clock'] );
	}

	/**
	 * @testWith ["localhost", 0, "authority", "out of date", "certbot renew"]
	 *           ["other.example", 2, "authority", "is for other.example and not for localhost", "certbot --nginx -d localhost"]
	 *           ["localhost", 2, "itself", "signed by itself", "certbot --nginx -d localhost"]
	 *           ["localhost", 2, "stranger", "does not know who signed", "fullchain.pem"]
	 */
	public function test_each_fault_of_a_certificate_has_its_sentence_and_its_remedy( string $name, int $days, string $signed_by, string $sentence, string $copied ): void {
		$port             = $this->serve_with_certificate( $name, $days, $signed_by );
		[ $steps, $step ] = $this->examine( "https://localhost:$port" );
		self::assertSame( array( 'url' => true, 'api_key' => true, 'dns' => true, 'tcp' => true, 'tls' => false ), $steps );
		self::assert_explained( $step, $sentence, $copied );
		self::assertNotSame( '', $step['details'], 'The system’s own words.' );
	}

	public function test_a_server_in_the_clear_is_told_from_one_with_a_bad_certificate(): void {
		$port       = $this->serve();
		[ , $step ] = $this->examine( "https://localhost:$port" );
		self::assertSame( 'tls', $step['id'] );
		self::assertStringContainsString( 'http://', $step['fix'] );
		self::assertStringNotContainsString( 'certificate', $step['message'] );
	}

	/**
	 * @testWith [600]
	 *           [-600]
	 */
	public function test_a_clock_that_goes_wrong_is_told_before_the_key_is_blamed( int $ahead ): void {
		$port             = $this->serve( '', $ahead );
		[ $steps, $step ] = $this->examine( "http://127.0.0.1:$port" );
		self::assertSame( 'clock', array_key_last( $steps ) );
		self::assert_explained( $step, 'differ by', 'timedatectl set-ntp true' );
	}

	public function test_a_hub_that_is_down_comes_with_the_command_that_starts_it(): void {
		$socket = stream_socket_server( 'tcp://127.0.0.1:0' );
		$port   = (int) substr( (string) strrchr( (string) stream_socket_get_name( $socket, false ), ':' ), 1 );
		fclose( $socket );
		[ , $step ] = $this->examine( "http://127.0.0.1:$port" );
		self::assertSame( 'tcp', $step['id'] );
		self::assert_explained( $step, "nothing listens at port $port", "hub.mjs --port $port" );
	}

	public function test_a_name_that_nobody_knows_is_told_as_such(): void {
		// RFC 6761: a name below .invalid never exists. The tests' wp-config.php lets requests to the site's own host alone out.
		add_filter( 'pre_option_siteurl', static fn(): string => 'https://hub.realtime-events.invalid' );
		[ , $step ] = $this->examine( 'https://hub.realtime-events.invalid' );
		self::assertSame( 'dns', $step['id'] );
		self::assert_explained( $step, 'no computer called hub.realtime-events.invalid', 'getent hosts hub.realtime-events.invalid' );
	}

	public function test_a_site_that_lets_no_requests_out_is_told_which_line_lets_this_one(): void {
		[ , $step ] = $this->examine( 'https://hub.example.com' );
		self::assertSame( 'allowed', $step['id'] );
		self::assert_explained( $step, 'wp-config.php forbids', 'WP_ACCESSIBLE_HOSTS' );
	}

	public function test_a_real_hub_with_another_key_is_told_and_how_to_start_it_with_this_one(): void {
		[ $url, $this->processes[] ] = $this->start_real_hub( $this->folder, 'example.org', 'another-key-of-sixteen-bytes' );
		[ $steps, $step ]            = $this->examine( $url );
		self::assertSame( array( 'reachable' => true, 'clock' => true, 'key' => false ), array_slice( $steps, -3 ) );
		self::assert_explained( $step, '', 'REALTIME_EVENTS_SITE=example.org' );
	}

	public function test_site_health_says_the_same_without_leaving_an_event_behind(): void {
		$port = $this->serve_with_certificate( 'localhost', 0, 'authority' );
		update_option( 'realtime_events', array( 'server_url' => "https://localhost:$port" ) );
		$last   = $this->service( \Realtime_Events\Events\Event_Store::class )->last_sequence();
		$result = $this->service( Site_Health::class )->connection();
		self::assertSame( 'critical', $result['status'] );
		self::assertStringContainsString( 'out of date', $result['description'] );
		self::assertSame( $last, $this->service( \Realtime_Events\Events\Event_Store::class )->last_sequence() );
	}
}
