<?php
/**
 * Finds a class's file by its name: Realtime_Events\Events\Event_Store is in includes/events/class-event-store.php.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events;

defined( 'ABSPATH' ) || exit;

spl_autoload_register(
	static function ( string $name ): void {
		if ( ! str_starts_with( $name, __NAMESPACE__ . '\\' ) ) {
			return;
		}
		$path   = explode( '\\', strtolower( str_replace( '_', '-', substr( $name, strlen( __NAMESPACE__ ) + 1 ) ) ) );
		$file   = (string) array_pop( $path );
		$folder = __DIR__ . '/' . ( $path ? implode( '/', $path ) . '/' : '' );
		foreach ( array( 'class', 'interface' ) as $kind ) {
			if ( is_readable( "{$folder}{$kind}-{$file}.php" ) ) {
				require_once "{$folder}{$kind}-{$file}.php";
				return;
			}
		}
	}
);
