<?php
/**
 * Tests of the limits with many at once.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Access;

use Realtime_Events\Tests\Test_Case;

/**
 * So many and not one more, however many ask at the same moment: in processes of their own, on the real database.
 */
final class Rate_Limiter_Concurrency_Test extends Test_Case {

	protected const ROLLS_BACK = false;

	private const PROCESSES  = 4;
	private const EACH_ASKS  = 60;
	private const LIMIT      = 100;
	private const MAX_OUTPUT = 4096;

	public function test_four_processes_together_get_no_more_than_the_limit_and_no_less(): void {
		$running = array();
		for ( $i = 0; $i < self::PROCESSES; $i++ ) {
			$process = proc_open( array( PHP_BINARY, __DIR__ . '/processes/take.php', (string) self::EACH_ASKS, (string) self::LIMIT ), array( 1 => array( 'pipe', 'w' ) ), $pipes );
			self::assertIsResource( $process );
			$running[] = array( $process, $pipes[1] );
		}
		$passed = array();
		foreach ( $running as [ $process, $output ] ) {
			$passed[] = stream_get_contents( $output, self::MAX_OUTPUT );
			fclose( $output );
			self::assertSame( 0, proc_close( $process ) );
		}
		self::assertSame( self::LIMIT, array_sum( array_map( 'intval', $passed ) ), implode( ' ', $passed ) );
	}
}
