<?php
/**
 * The shell.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Cli;

/**
 * Runs commands as a shell does: by WP-CLI, in a process of their own.
 */
trait Shell {

	private string $folder;

	private function make_folder(): void {
		$this->folder = sys_get_temp_dir() . '/realtime-events-' . bin2hex( random_bytes( 6 ) );
		mkdir( $this->folder );
	}

	private function remove_folder(): void {
		array_map( 'unlink', (array) glob( "$this->folder/*" ) );
		rmdir( $this->folder );
	}

	/**
	 * @param list<string> $args The command.
	 * @return resource
	 */
	private function start( array $args ) {
		$process = proc_open(
			array( PHP_BINARY, '-derror_reporting=E_ALL&~E_DEPRECATED', (string) getenv( 'REALTIME_EVENTS_TEST_WP_CLI' ), '--path=' . ABSPATH, '--allow-root', '--no-color', 'realtime-events', ...$args ),
			array( array( 'file', '/dev/null', 'r' ), array( 'file', "$this->folder/out", 'w' ), array( 'file', "$this->folder/err", 'w' ) ),
			$pipes,
			null,
			array( 'WP_CONFIG_PATH' => __DIR__ . '/processes/wp-config.php', 'WP_CLI_CONFIG_PATH' => '/dev/null' ) + getenv()
		);
		self::assertIsResource( $process );
		return $process;
	}

	/**
	 * Runs a command to its end.
	 *
	 * @param string ...$args The command.
	 * @return array{ out: string, err: string, code: int }
	 */
	private function run_command( string ...$args ): array {
		$code = proc_close( $this->start( $args ) );
		return array(
			'out'  => trim( (string) file_get_contents( "$this->folder/out" ), "\n" ),
			'err'  => trim( (string) file_get_contents( "$this->folder/err" ) ),
			'code' => $code,
		);
	}

	/**
	 * What a command prints in a form.
	 *
	 * @return list<array<string, mixed>> As rows, by column.
	 */
	private function rows( string $format, string ...$args ): array {
		$said = $this->run_command( ...$args, ...array( "--format={$format}" ) );
		self::assertSame( array( 0, '' ), array( $said['code'], $said['err'] ) );
		$lines = explode( "\n", $said['out'] );
		if ( 'csv' === $format ) {
			$cells = array_map( 'str_getcsv', $lines );
			return array_map( static fn( array $row ): array => array_combine( $cells[0], $row ), array_slice( $cells, 1 ) );
		}
		if ( 'table' === $format ) {
			$cells = array_map( static fn( string $line ): array => explode( "\t", $line ), $lines );
			return array_map( static fn( array $row ): array => array_combine( $cells[0], $row ), array_slice( $cells, 1 ) );
		}
		return 'json' === $format ? json_decode( $said['out'], true ) : array_map( static fn( string $line ): array => json_decode( $line, true ), $lines );
	}

	/**
	 * @return array<string, array{ string }>
	 */
	public function formats(): array {
		return array( 'table' => array( 'table' ), 'json' => array( 'json' ), 'ndjson' => array( 'ndjson' ), 'csv' => array( 'csv' ) );
	}
}
