<?php
/**
 * The hub that ships with the plugin, for tests.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Support;

/**
 * Starts the built hub. Whoever uses it ends it by the process that comes back.
 */
trait Real_Hub {

	/**
	 * @param string $folder  Where its output goes.
	 * @param string $site_id Site that it is for.
	 * @param string $api_key Key that it knows.
	 * @return array{ string, resource } Its address and its process.
	 */
	private function start_real_hub( string $folder, string $site_id, string $api_key ): array {
		$hub = dirname( __DIR__, 3 ) . '/build/hub.mjs';
		self::assertFileExists( $hub );
		$log     = "$folder/hub";
		$process = proc_open(
			array( 'node', $hub, '--host', '127.0.0.1', '--port', '0' ),
			array( array( 'file', '/dev/null', 'r' ), array( 'file', $log, 'w' ), array( 'file', "$folder/errors", 'a' ) ),
			$pipes,
			null,
			array(
				'REALTIME_EVENTS_SITE'     => $site_id,
				'REALTIME_EVENTS_SITE_URL' => home_url(),
				'REALTIME_EVENTS_API_KEY'  => $api_key,
			) + getenv()
		);
		self::assertIsResource( $process );
		$ends = time() + 30;
		while ( ! preg_match( '#http://127\.0\.0\.1:(\d+)#', (string) file_get_contents( $log ), $found ) ) {
			self::assertLessThan( $ends, time(), (string) file_get_contents( "$folder/errors" ) );
			usleep( 20000 );
		}
		return array( "http://127.0.0.1:$found[1]", $process );
	}
}
