<?php
/**
 * What WordPress complains about fails a test.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Support;

/**
 * Collects wrong use, deprecated use and database errors, which WordPress only logs. PHP's own notices PHPUnit catches itself.
 */
trait Complaints {

	/**
	 * What was complained about: `<function>: <message>`.
	 *
	 * @var list<string>
	 */
	private array $complaints = array();

	/**
	 * Functions that the test uses wrongly on purpose.
	 *
	 * @var list<string>
	 */
	private array $expected_complaints = array();

	/**
	 * Whether the test makes the database fail on purpose.
	 */
	private bool $expects_database_errors = false;

	/**
	 * The test uses a function wrongly, and says so.
	 *
	 * @param string $function_name The function, hook or argument that WordPress is to complain about.
	 */
	protected function expect_complaint( string $function_name ): void {
		$this->expected_complaints[] = $function_name;
	}

	/**
	 * The test makes the database fail, and says so.
	 */
	protected function expect_database_errors(): void {
		global $wpdb;
		$this->expects_database_errors = true;
		$wpdb->suppress_errors( true );
	}

	/**
	 * Starts to listen.
	 */
	private function listen_for_complaints(): void {
		global $wpdb;
		$this->complaints              = array();
		$this->expected_complaints     = array();
		$this->expects_database_errors = false;
		$GLOBALS['EZSQL_ERROR']        = array();
		$wpdb->suppress_errors( false );
		$wpdb->hide_errors();

		$hear = function ( string $function_name, mixed ...$details ): void {
			$this->complaints[] = $function_name . ': ' . implode( ' ', array_filter( $details, 'is_string' ) );
		};
		foreach ( array( 'doing_it_wrong_run', 'deprecated_function_run', 'deprecated_argument_run', 'deprecated_hook_run', 'deprecated_file_included', 'deprecated_class_run' ) as $hook ) {
			add_action( $hook, $hear, 10, 4 );
		}
		foreach ( array( 'doing_it_wrong', 'deprecated_function', 'deprecated_argument', 'deprecated_hook', 'deprecated_file', 'deprecated_class' ) as $kind ) {
			add_filter( "{$kind}_trigger_error", '__return_false' );
		}
	}

	/**
	 * Fails for each complaint that was not expected, and for each that was and did not come.
	 */
	private function assert_no_complaints(): void {
		$database_errors = array_column( (array) $GLOBALS['EZSQL_ERROR'], 'error_str' );
		if ( $this->expects_database_errors ) {
			self::assertNotEmpty( $database_errors, 'The database was expected to fail.' );
		} else {
			self::assertSame( array(), $database_errors, 'The database failed.' );
		}
		foreach ( $this->expected_complaints as $function_name ) {
			self::assertContains( $function_name, array_map( static fn( string $complaint ): string => explode( ': ', $complaint )[0], $this->complaints ), "WordPress was expected to complain about $function_name." );
		}
		$unexpected = array_filter( $this->complaints, fn( string $complaint ): bool => ! in_array( explode( ': ', $complaint )[0], $this->expected_complaints, true ) );
		self::assertSame( array(), array_values( $unexpected ), 'WordPress complained.' );
	}
}
