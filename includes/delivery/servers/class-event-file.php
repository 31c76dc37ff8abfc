<?php
/**
 * The event file.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Delivery\Servers;

use WP_Error;

defined( 'ABSPATH' ) || exit;

/**
 * Appends events to `events.ndjson`, one a line, and puts the last one into `latest_event.json`.
 *
 * WordPress's Filesystem API knows neither appending nor a lock, and replaces a file by deleting it first. A reader would
 * see half a file or none, and of two requests one would overwrite the other's events. So this uses PHP's own functions.
 *
 * @since 0.1.0
 */
final class Event_File {

	public const NAME          = 'events.ndjson';
	public const FORMER_NAME   = 'events.1.ndjson';
	public const LATEST_NAME   = 'latest_event.json';
	public const MAX_BYTES     = 10 * MB_IN_BYTES;
	private const LOCK_NAME    = 'events.lock';
	private const LOCK_TRIES   = 50;
	private const LOCK_WAIT_US = 10000;

	/**
	 * @param int $max_bytes Before it becomes larger it is set aside, and a new one is begun.
	 */
	public function __construct( private readonly int $max_bytes = self::MAX_BYTES ) {
	}

	/**
	 * Appends events, all or none.
	 *
	 * @param string       $folder A folder that is there.
	 * @param list<string> $events Each as JSON without line breaks; at least one.
	 * @return true|WP_Error Codes: `file_not_writable`, `file_busy`.
	 */
	public function append( string $folder, array $events ): bool|WP_Error {
		// What goes wrong is told by what these functions return; their warnings are for nobody.
		set_error_handler( static fn(): bool => true ); // phpcs:ignore -- As said.
		try {
			$lock = fopen( "$folder/" . self::LOCK_NAME, 'c' );
			if ( ! $lock ) {
				return self::not_writable( $folder );
			}
			if ( ! self::take( $lock ) ) {
				return new WP_Error( 'file_busy', __( 'Somebody else is writing to the event file.', 'realtime-events' ) );
			}
			// The last event first: when the second step fails both are tried again, and no line is there twice.
			return $this->replace_latest( $folder, (string) end( $events ) ) && $this->add_lines( "$folder/" . self::NAME, implode( "\n", $events ) . "\n" )
				? true
				: self::not_writable( $folder );
		} finally {
			if ( ! empty( $lock ) ) {
				fclose( $lock );
			}
			restore_error_handler();
		}
	}

	/**
	 * A reader sees the former content or the new one, and never a part.
	 */
	private function replace_latest( string $folder, string $event ): bool {
		$draft   = "$folder/." . self::LATEST_NAME . '.' . bin2hex( random_bytes( 8 ) );
		$written = strlen( $event ) === file_put_contents( $draft, $event )
			&& chmod( $draft, Event_Folder::FILE_MODE )
			&& rename( $draft, "$folder/" . self::LATEST_NAME );
		if ( ! $written && is_file( $draft ) ) {
			unlink( $draft );
		}
		return $written;
	}

	private function add_lines( string $path, string $lines ): bool {
		clearstatcache( true, $path );
		$size = is_file( $path ) ? (int) filesize( $path ) : 0;
		if ( $size > 0 && $size + strlen( $lines ) > $this->max_bytes ) {
			// Whoever reads it still has it open, and goes on with the new one at its end.
			if ( ! rename( $path, dirname( $path ) . '/' . self::FORMER_NAME ) ) {
				return false;
			}
			$size = 0;
		}
		$file = fopen( $path, 'ab' );
		if ( ! $file ) {
			return false;
		}
		if ( 0 === $size ) {
			chmod( $path, Event_Folder::FILE_MODE );
		}
		$is_whole = strlen( $lines ) === fwrite( $file, $lines ) && fflush( $file );
		if ( ! $is_whole ) {
			// The disk is full: half a line would spoil the next one.
			ftruncate( $file, $size );
		}
		fclose( $file );
		return $is_whole;
	}

	/**
	 * Waits for the lock, and not for long: a visitor may be waiting too.
	 *
	 * @param resource $lock The file.
	 */
	private static function take( $lock ): bool {
		for ( $try = 0; $try < self::LOCK_TRIES; $try++ ) {
			if ( flock( $lock, LOCK_EX | LOCK_NB ) ) {
				return true;
			}
			usleep( self::LOCK_WAIT_US );
		}
		return false;
	}

	private static function not_writable( string $folder ): WP_Error {
		/* translators: %s: path of a folder. */
		return new WP_Error( 'file_not_writable', sprintf( __( 'The event file in %s cannot be written. Is the disk full, or does the folder belong to somebody else?', 'realtime-events' ), $folder ) );
	}
}
