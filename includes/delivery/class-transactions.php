<?php
/**
 * Whether somebody's transaction is open.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Delivery;

defined( 'ABSPATH' ) || exit;

/**
 * Whether the connection is in a transaction that somebody else began and may yet roll back, and one of our own where it is not.
 *
 * @since 0.1.0
 */
final class Transactions {

	/**
	 * Whether one is open now.
	 */
	public function is_open(): bool {
		global $wpdb;
		$connection = $wpdb->dbh;
		if ( $connection instanceof \PDO || ( is_object( $connection ) && method_exists( $connection, 'inTransaction' ) ) ) {
			return (bool) $connection->inTransaction();
		}
		if ( $this->is_mariadb() ) {
			return (bool) $wpdb->get_var( 'SELECT @@in_transaction' ); // phpcs:ignore WordPress.DB.DirectDatabaseQuery -- A question about the connection.
		}
		// MySQL tells nobody but by refusing this inside a transaction; outside it speaks of the next one, which is ours.
		$suppressed = $wpdb->suppress_errors( true );
		$outside    = false !== $wpdb->query( 'SET TRANSACTION ISOLATION LEVEL READ COMMITTED' ); // phpcs:ignore WordPress.DB.DirectDatabaseQuery -- As above.
		$wpdb->suppress_errors( $suppressed );
		return ! $outside;
	}

	/**
	 * Does several writes as one: all of them last or none, and the disk is waited for once.
	 *
	 * Where somebody's transaction is open they are part of that one, and last or not with it.
	 *
	 * @template T
	 *
	 * @param \Closure(): T $writes The writes.
	 * @return T
	 *
	 * @throws \Throwable What the writes threw; then none of them lasts.
	 */
	public function together( \Closure $writes ): mixed {
		return $this->is_open() ? $writes() : self::in_own( $writes );
	}

	/**
	 * The same without locks between rows, so that nobody who publishes waits for it, and it waits for nobody's open transaction.
	 *
	 * @template T
	 *
	 * @param \Closure(): T $writes The writes.
	 * @return T
	 */
	public function together_without_gaps( \Closure $writes ): mixed {
		global $wpdb;
		if ( $this->is_open() ) {
			return $writes();
		}
		if ( $wpdb->dbh instanceof \mysqli ) {
			$wpdb->query( 'SET TRANSACTION ISOLATION LEVEL READ COMMITTED' ); // phpcs:ignore WordPress.DB.DirectDatabaseQuery -- Of the next transaction, which is ours.
		}
		return self::in_own( $writes );
	}

	/**
	 * Whether a row that somebody else has locked can be passed over.
	 */
	public function can_skip_locked(): bool {
		global $wpdb;
		if ( ! $wpdb->dbh instanceof \mysqli ) {
			return false;
		}
		return version_compare( $this->version(), $this->is_mariadb() ? '10.6' : '8.0.1', '>=' );
	}

	/**
	 * @param \Closure(): mixed $writes The writes.
	 */
	private static function in_own( \Closure $writes ): mixed {
		global $wpdb;
		$wpdb->query( 'START TRANSACTION' ); // phpcs:ignore WordPress.DB.DirectDatabaseQuery -- There is no other way, as below.
		try {
			$result = $writes();
			$wpdb->query( 'COMMIT' ); // phpcs:ignore WordPress.DB.DirectDatabaseQuery
			return $result;
		} catch ( \Throwable $thrown ) {
			$wpdb->query( 'ROLLBACK' ); // phpcs:ignore WordPress.DB.DirectDatabaseQuery
			throw $thrown;
		}
	}

	private function is_mariadb(): bool {
		global $wpdb;
		return false !== stripos( (string) $wpdb->db_server_info(), 'mariadb' );
	}

	private function version(): string {
		global $wpdb;
		// Some MariaDB servers say 5.5.5- first, for clients that could not read a version above 5.
		$info = str_replace( '5.5.5-', '', (string) $wpdb->db_server_info() );
		return preg_match( '/\d+\.\d+(\.\d+)?/', $info, $found ) ? $found[0] : '0';
	}
}
