<?php
/**
 * Appends lines to an event file, as one of several requests at the same time: folder, name and number of lines.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

// phpcs:disable Generic.PHP.ForbiddenFunctions -- WordPress is not here.

define( 'ABSPATH', __DIR__ );
define( 'MB_IN_BYTES', 1048576 );
define( 'MAX_TRIES', 20 );

final class WP_Error {
}

function __( string $text ): string {
	return $text;
}

require dirname( __DIR__, 4 ) . '/includes/autoload.php';

[ , $folder, $name, $lines ] = $argv;
$file                        = new Realtime_Events\Delivery\Servers\Event_File();
for ( $line = 0; $line < (int) $lines; $line++ ) {
	$event = json_encode( array( 'id' => "$name-$line", 'text' => str_repeat( $name, 9000 ) ) );
	$tries = 0;
	// On a busy machine the others may hold the lock for long, and who was told so comes back.
	while ( true !== $file->append( $folder, array( $event ) ) ) {
		if ( ++$tries > MAX_TRIES ) {
			exit( 1 );
		}
	}
}
