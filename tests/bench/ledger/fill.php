<?php
/**
 * Fills the ledger with a year of a busy site, inside the database: `wp eval-file fill.php '{"rows":1000000}'`.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

use Realtime_Events\Events\Ledger_Schema;

global $wpdb;
$realtime_events_rows  = (int) json_decode( $args[0], true )['rows'];
$realtime_events_table = Ledger_Schema::table();

$wpdb->query( "TRUNCATE TABLE {$realtime_events_table}" );
// Weights as of a shop: updates and orders all day, sign-ins, now and then a plugin that fails. MOD and CRC32 make it the same in every run.
$wpdb->query(
	"INSERT INTO {$realtime_events_table} ( event_id, type, subject, channel, severity, actor_id, actor_name, origin, time_ms, triage, triage_until_ms, data, search )
	SELECT event_id, type, subject, channel, severity, actor_id, actor_name, origin, time_ms, triage, triage_until_ms,
		CONCAT( '{\"title\":\"', title, '\",\"id\":', n, ',\"status\":\"publish\",\"excerpt\":\"', REPEAT( 'x', 120 ), '\"}' ),
		LOWER( CONCAT_WS( ' ', actor_name, type, subject, title, 'publish', REPEAT( 'x', 120 ) ) )
	FROM (
		SELECT seq AS n,
			CONCAT( LPAD( HEX( seq ), 8, '0' ), '-0000-7000-8000-', LPAD( seq, 12, '0' ) ) AS event_id,
			CASE WHEN seq MOD 20011 = 0 THEN 'plugin.updated'
				ELSE ELT( 1 + CRC32( seq ) MOD 10, 'post.updated', 'post.updated', 'post.published', 'order.created', 'order.status_changed', 'order.status_changed', 'user.logged_in', 'comment.created', 'lamp.lit', 'product.stock_changed' ) END AS type,
			CONCAT( ELT( 1 + CRC32( seq * 3 ) MOD 3, 'post/', 'order/', 'user/' ), 1 + CRC32( seq * 7 ) MOD 60000 ) AS subject,
			ELT( 1 + CRC32( seq * 5 ) MOD 10, 'editors', 'editors', 'editors', 'editors', 'shop', 'shop', 'shop', 'admins', 'admins', 'public' ) AS channel,
			CASE WHEN seq MOD 9973 = 0 THEN 'error' WHEN seq MOD 499 = 0 THEN 'warning' WHEN seq MOD 3 = 0 THEN 'success' ELSE 'info' END AS severity,
			CASE WHEN seq MOD 30011 = 0 THEN 77 ELSE CRC32( seq * 11 ) MOD 20 END AS actor_id,
			ELT( 1 + CRC32( seq * 11 ) MOD 4, 'Ada Lovelace', 'Grace Hopper', 'Edda Editor', '' ) AS actor_name,
			CASE WHEN seq MOD 25013 = 0 THEN 'app:Till' ELSE ELT( 1 + CRC32( seq * 13 ) MOD 4, 'wp-admin', 'rest', 'cron', '' ) END AS origin,
			1735689600000 + seq * 31000 AS time_ms,
			CASE WHEN seq MOD 40009 = 0 THEN 'claimed' WHEN seq MOD 5003 = 0 THEN 'snoozed' WHEN seq MOD 11 = 0 THEN 'resolved' ELSE '' END AS triage,
			CASE WHEN seq MOD 2 = 0 THEN 1735689600000 ELSE 4102444800000 END AS triage_until_ms,
			CASE WHEN seq MOD 100003 = 0 THEN 'Zeppelin' ELSE CONCAT( ELT( 1 + CRC32( seq * 17 ) MOD 6, 'Spring sale', 'Opening hours', 'Coffee beans', 'Newsletter', 'Bread', 'Summer party' ), ' ', CRC32( seq ) MOD 5000 ) END AS title
		FROM seq_1_to_{$realtime_events_rows}
	) AS made"
);
$wpdb->query( "ANALYZE TABLE {$realtime_events_table}" );
echo wp_json_encode( array( 'rows' => (int) $wpdb->get_var( "SELECT COUNT(*) FROM {$realtime_events_table}" ), 'error' => $wpdb->last_error ) );
