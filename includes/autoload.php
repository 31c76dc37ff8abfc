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
		$path   = strtolower( strtr( substr( $name, strlen( __NAMESPACE__ ) ), '\\_', '/-' ) );
		$file   = substr( (string) strrchr( $path, '/' ), 1 );
		$folder = __DIR__ . substr( $path, 0, -strlen( $file ) );
		foreach ( array( 'class', 'interface' ) as $kind ) {
			// Not is_readable(), which asks the disk each time: PHP remembers where files are, and a save loads dozens.
			$found = stream_resolve_include_path( "{$folder}{$kind}-{$file}.php" );
			if ( false !== $found ) {
				require_once $found;
				return;
			}
		}
	}
);
