<?php
/**
 * What is left in the event file.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Delivery\Servers;

use Realtime_Events\Delivery\Dispatcher;
use Realtime_Events\Settings\Options;

defined( 'ABSPATH' ) || exit;

/**
 * Sends the events of the event file to a hub that is on another machine and so cannot follow it: in scheduled runs, never while a visitor waits.
 *
 * It remembers where it stopped, over rotations too. What a hub on this machine has read, which that notes beside the file, is not sent. Where both
 * happen all the same, the hub knows the events by their ids.
 *
 * @since 0.1.0
 */
final class File_Forwarder {

	public const POSITION_NAME     = 'events.ndjson.sent';
	public const HUB_POSITION_NAME = 'events.ndjson.position';
	private const LOCK_NAME        = 'events.sent.lock';

	/** A run is over after so many requests; the next one goes on. */
	private const MAX_REQUESTS = 50;

	public function __construct(
		private readonly Options $options,
		private readonly Event_Folder $folder,
		private readonly Hub_Server $hub,
	) {
	}

	/**
	 * Sends what is left, as long as the hub takes it.
	 *
	 * @return int How many events the hub has answered for.
	 */
	public function forward(): int {
		if ( File_Server::ID !== $this->options->profile() || ! $this->hub->is_configured() || ! is_dir( $this->folder->path() ) ) {
			return 0;
		}
		$lock = fopen( $this->path( self::LOCK_NAME ), 'c' ); // phpcs:ignore WordPress.WP.AlternativeFunctions -- A lock, which the Filesystem API does not know.
		if ( ! $lock || ! flock( $lock, LOCK_EX | LOCK_NB ) ) {
			return 0;
		}
		try {
			return $this->forward_files();
		} finally {
			fclose( $lock ); // phpcs:ignore WordPress.WP.AlternativeFunctions -- Likewise.
		}
	}

	private function forward_files(): int {
		clearstatcache();
		$count    = 0;
		$requests = 0;
		foreach ( $this->left() as [ $path, $offset ] ) {
			$file = fopen( $path, 'rb' ); // phpcs:ignore WordPress.WP.AlternativeFunctions -- A file of any size, read in parts.
			if ( ! $file ) {
				return $count;
			}
			fseek( $file, $offset );
			// The file may have been set aside since: what is read is what was opened.
			$inode = (int) fstat( $file )['ino'];
			foreach ( self::batches( $file ) as [ $lines, $end ] ) {
				if ( ++$requests > self::MAX_REQUESTS ) {
					return $count;
				}
				$result = $this->hub->send_encoded( '[' . implode( ',', $lines ) . ']' );
				// What the hub will never take is passed over: it is in the ledger, and the rest must not wait for it.
				if ( $result->has_failed() && ! $result->is_permanent ) {
					return $count;
				}
				$this->remember( $inode, $end );
				$count += count( $lines );
			}
			fclose( $file ); // phpcs:ignore WordPress.WP.AlternativeFunctions -- Likewise.
		}
		return $count;
	}

	/**
	 * What nobody has read yet, in order.
	 *
	 * @return list<array{ string, int }> Path of a file, and where to begin in it.
	 */
	private function left(): array {
		$own    = $this->position( self::POSITION_NAME );
		$hub    = $this->position( self::HUB_POSITION_NAME );
		$left   = array();
		$begins = null === $own && null === $hub;
		foreach ( array( Event_File::FORMER_NAME, Event_File::NAME ) as $name ) {
			$path = $this->path( $name );
			if ( ! is_file( $path ) ) {
				continue;
			}
			$inode = (int) fileinode( $path );
			$reads = array_column( array_filter( array( $own, $hub ), static fn( ?array $position ): bool => $inode === ( $position['inode'] ?? null ) ), 'offset' );
			if ( $reads ) {
				// Who is in this file is done with the one before.
				$left = array();
			}
			if ( $reads || $begins || Event_File::NAME === $name ) {
				$begins = true;
				$left[] = array( $path, $reads && max( $reads ) <= filesize( $path ) ? max( $reads ) : 0 );
			}
		}
		return $left;
	}

	/**
	 * Whole lines, as many as one request takes.
	 *
	 * @param resource $file Open, at the first line.
	 * @return \Generator<array{ list<string>, int }> Lines, and the offset after the last.
	 */
	private static function batches( $file ): \Generator {
		$lines = array();
		$bytes = 0;
		$end   = (int) ftell( $file );
		$line  = fgets( $file );
		while ( false !== $line && str_ends_with( $line, "\n" ) ) {
			if ( $lines && ( count( $lines ) >= Dispatcher::MAX_BATCH_EVENTS || $bytes + strlen( $line ) >= Dispatcher::MAX_BATCH_BYTES ) ) {
				yield array( $lines, $end );
				$lines = array();
				$bytes = 0;
			}
			$end    += strlen( $line );
			$bytes  += strlen( $line );
			$lines[] = trim( $line );
			$line    = fgets( $file );
		}
		if ( $lines ) {
			yield array( $lines, $end );
		}
	}

	/**
	 * @return array{ inode: int, offset: int }|null Null where nobody has read anything.
	 */
	private function position( string $name ): ?array {
		$path     = $this->path( $name );
		$position = is_file( $path ) ? json_decode( (string) file_get_contents( $path ), true ) : null;
		return is_int( $position['inode'] ?? null ) && is_int( $position['offset'] ?? null ) && $position['offset'] >= 0 ? $position : null;
	}

	private function remember( int $inode, int $offset ): void {
		$path = $this->path( self::POSITION_NAME );
		// In one step: a position that is half written would begin anew.
		file_put_contents( "$path.new", (string) wp_json_encode( compact( 'inode', 'offset' ) ) ); // phpcs:ignore WordPress.WP.AlternativeFunctions -- The Filesystem API replaces nothing in one step.
		rename( "$path.new", $path ); // phpcs:ignore WordPress.WP.AlternativeFunctions -- Likewise.
	}

	private function path( string $name ): string {
		return $this->folder->path() . "/$name";
	}
}
