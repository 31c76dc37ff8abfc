<?php
/**
 * What a command could not read.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Cli;

use Realtime_Events\Database_Errors;
use WP_CLI;

defined( 'ABSPATH' ) || exit;

/**
 * Ends a command with an error where the database did not say everything: a script that gets nothing would else take it for “nothing has happened”.
 *
 * @since 0.1.0
 */
final class Failed_Reads {

	/** The commands that only read. What writes says itself what became of it. */
	private const READERS = array( 'list', 'tail', 'status', 'deliveries list' );

	/**
	 * Looks at what they have read.
	 */
	public static function register(): void {
		foreach ( self::READERS as $command ) {
			WP_CLI::add_hook( "after_invoke:realtime-events {$command}", array( self::class, 'refuse' ) );
		}
	}

	/**
	 * Ends the command, with exit code 1, if a question about the plugin's tables has failed in this process.
	 */
	public static function refuse(): void {
		if ( Database_Errors::count() > 0 ) {
			WP_CLI::error( __( 'The database did not answer. Try again in a moment.', 'realtime-events' ) );
		}
	}
}
