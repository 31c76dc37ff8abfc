<?php
/**
 * The functions that other plugins and themes may call.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

use Realtime_Events\Events\Event;
use Realtime_Events\Publishing\Publisher;

defined( 'ABSPATH' ) || exit;

/**
 * Publishes an event.
 *
 * It is stored before this returns, inside whatever database transaction is open, and sent after the response.
 * The caller is code of this site, so no capability is asked for; ask before you call it with a visitor's data.
 *
 * @since 0.1.0
 *
 * @param string               $type Name of the type: 1 to 64 of a-z, 0-9, `_`, `.`, `-`. A name that nobody declared is a custom event.
 * @param array<string, mixed> $data What happened, as the type's schema asks for it. At most 64 KiB as JSON.
 * @param array<string, mixed> $args {
 *     Optional. Everything else about it.
 *
 *     @type string $subject    What it happened to: `post/42`.
 *     @type string $channel    Who may receive it. Default is the type's.
 *     @type string $severity   `info`, `success`, `warning` or `error`. Default is the type's.
 *     @type int    $actor_id   User who caused it. Default is the current user.
 *     @type string $actor_name Name that is shown for that user.
 *     @type string $origin     The way it came in. Default is found out.
 *     @type string $causation_id Id of the event that this one follows from.
 *     @type string $dedupe     Calls with the same key in one request make one event, with the last state.
 *     @type bool   $public     False keeps the event from visitors, even where an admin lets them hear of its type. Default true.
 * }
 * @return Event|WP_Error The stored event, or why there is none.
 */
function realtime_events_publish( string $type, array $data = array(), array $args = array() ): Event|WP_Error {
	return Realtime_Events\container()->get( Publisher::class )->publish( $type, $data, $args );
}
