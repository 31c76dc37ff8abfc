<?php
/**
 * A site for trying things: what would leave the machine stays on it.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

// Mail is written down instead of sent; there is seldom a mail server, and never one to bother.
add_filter(
	'pre_wp_mail',
	static function ( $sent, array $mail ): bool {
		$entry = array( 'time' => gmdate( 'c' ) ) + array_intersect_key( $mail, array_flip( array( 'to', 'subject', 'message' ) ) );
		file_put_contents( dirname( ABSPATH ) . '/mail.ndjson', wp_json_encode( $entry ) . "\n", FILE_APPEND | LOCK_EX );
		return true;
	},
	10,
	2
);

// Outgoing requests are blocked, so a look for updates could only fail, and complain in the log.
foreach ( array( 'core', 'plugins', 'themes' ) as $realtime_events_kind ) {
	add_filter(
		"pre_site_transient_update_$realtime_events_kind",
		static fn(): object => (object) array(
			'last_checked'    => time(),
			'version_checked' => wp_get_wp_version(),
			'updates'         => array(),
			'response'        => array(),
			'translations'    => array(),
			'checked'         => array(),
		)
	);
}
