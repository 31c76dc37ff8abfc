<?php
/**
 * Tests of what is given to copy.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Diagnostics;

use Realtime_Events\Diagnostics\Fixes;
use Realtime_Events\Tests\Test_Case;

/**
 * Who copies it need change nothing but what is written in capitals.
 */
final class Fixes_Test extends Test_Case {

	private const HOST = 'live.example.com';

	/**
	 * @param list<array{ label: string, text: string }> $snippets What there is to copy.
	 * @return array<string, string> Texts by the first word that names a program.
	 */
	private static function by_program( array $snippets ): array {
		$found = array();
		foreach ( $snippets as $snippet ) {
			self::assertSame( 1, preg_match( '/ufw|firewalld|nginx|Apache|Caddy/', $snippet['label'], $program ), $snippet['label'] );
			self::assertArrayNotHasKey( $program[0], $found );
			$found[ $program[0] ] = $snippet['text'];
		}
		return $found;
	}

	public function test_both_usual_firewalls_open_the_port_of_the_hub_and_keep_it_open(): void {
		self::assertSame(
			array(
				'ufw'       => 'sudo ufw allow 8091/tcp',
				'firewalld' => 'sudo firewall-cmd --permanent --add-port=8091/tcp && sudo firewall-cmd --reload',
			),
			self::by_program( Fixes::firewall( 8091 ) )
		);
	}

	public function test_a_certificate_is_fetched_for_the_name_by_whichever_web_server_there_is(): void {
		self::assertSame(
			array(
				'nginx'  => 'sudo certbot --nginx -d live.example.com',
				'Apache' => 'sudo certbot --apache -d live.example.com',
				'Caddy'  => "live.example.com {\n\treverse_proxy HUB_HOST:8090\n}",
			),
			self::by_program( Fixes::certificate( self::HOST ) )
		);
	}

	/**
	 * @testWith ["192.0.2.1"]
	 *           ["2001:db8::1"]
	 */
	public function test_for_a_bare_address_there_is_no_certificate_to_fetch( string $address ): void {
		self::assertSame( array(), Fixes::certificate( $address ) );
	}

	public function test_the_whole_chain_is_shown_with_the_key_that_belongs_to_it(): void {
		$of     = '/etc/letsencrypt/live/' . self::HOST;
		$chains = self::by_program( Fixes::chain( self::HOST ) );
		self::assertSame( "ssl_certificate $of/fullchain.pem;\nssl_certificate_key $of/privkey.pem;", $chains['nginx'] );
		self::assertSame( "SSLCertificateFile $of/fullchain.pem\nSSLCertificateKeyFile $of/privkey.pem", $chains['Apache'] );
	}

	public function test_a_renewed_certificate_is_shown_by_the_web_server_that_is_reloaded(): void {
		self::assertSame(
			array(
				'nginx'  => 'sudo certbot renew && sudo systemctl reload nginx',
				'Apache' => 'sudo certbot renew && sudo systemctl reload apache2',
			),
			self::by_program( Fixes::renewal() )
		);
	}
}
