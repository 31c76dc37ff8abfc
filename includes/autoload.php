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
		// Every class that the build found, by name: a save loads dozens, and half of what finding one costs is asking whether its file is there.
		static $built = null;
		$built      ??= is_readable( dirname( __DIR__ ) . '/build/classes.php' ) ? require dirname( __DIR__ ) . '/build/classes.php' : array();
		if ( isset( $built[ $name ] ) ) {
			require __DIR__ . $built[ $name ];
			return;
		}
		if ( ! str_starts_with( $name, __NAMESPACE__ . '\\' ) ) {
			return;
		}
		$path   = strtolower( strtr( substr( $name, strlen( __NAMESPACE__ ) ), '\\_', '/-' ) );
		$file   = substr( (string) strrchr( $path, '/' ), 1 );
		$folder = __DIR__ . substr( $path, 0, -strlen( $file ) );
		foreach ( array( 'class', 'interface' ) as $kind ) {
			if ( is_readable( "{$folder}{$kind}-{$file}.php" ) ) {
				require "{$folder}{$kind}-{$file}.php";
				return;
			}
		}
	}
);
