<?php
/**
 * wp realtime-events.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Cli;

use Realtime_Events\Delivery\Circuit_Breaker;
use Realtime_Events\Delivery\Outbox;
use Realtime_Events\Delivery\Servers\Servers;
use Realtime_Events\Events\Event_Query;
use Realtime_Events\Events\Event_Store;
use Realtime_Events\Events\Event_Types;
use Realtime_Events\Events\Json;
use Realtime_Events\Publishing\Publisher;
use Realtime_Events\Settings\Options;
use WP_CLI;

defined( 'ABSPATH' ) || exit;

/**
 * Publishes and shows events.
 *
 * @since 0.1.0
 */
final class Main_Command {

	/** How often a follower looks for new events. */
	private const TAIL_INTERVAL_MICROSECONDS = 250000;

	/** The shell belongs to whoever owns the site. */
	private const EVERY_CHANNEL = null;

	public function __construct(
		private readonly Publisher $publisher,
		private readonly Event_Store $store,
		private readonly Event_Types $types,
		private readonly Outbox $outbox,
		private readonly Circuit_Breaker $breaker,
		private readonly Servers $servers,
		private readonly Options $options,
		private readonly Event_Printer $printer,
	) {
	}

	/**
	 * Publishes an event.
	 *
	 * ## OPTIONS
	 *
	 * [<type>]
	 * : Name of the type. Default generic.event.
	 *
	 * [--data=<json>]
	 * : What happened, as a JSON object; `-` reads it from standard input.
	 *
	 * [--subject=<subject>]
	 * : What it happened to: post/42.
	 *
	 * [--channel=<channel>]
	 * : Who may receive it. Default is the type's.
	 *
	 * [--severity=<severity>]
	 * : info, success, warning or error. Default is the type's.
	 *
	 * [--porcelain]
	 * : Prints the event's id alone.
	 *
	 * ## EXAMPLES
	 *
	 *     $ wp realtime-events publish deploy.finished --data='{"version":"1.2"}' --severity=success
	 *
	 * @param list<string>          $args    Arguments.
	 * @param array<string, string> $options Options.
	 */
	public function publish( array $args, array $options ): void {
		$json = $options['data'] ?? '{}';
		$json = '-' === $json ? (string) stream_get_contents( STDIN ) : $json;
		try {
			$data = Json::decode( $json );
		} catch ( \JsonException $exception ) {
			WP_CLI::error( __( 'The data is not valid JSON.', 'realtime-events' ) );
		}
		if ( ! str_starts_with( ltrim( $json ), '{' ) ) {
			WP_CLI::error( __( 'The data has to be a JSON object.', 'realtime-events' ) );
		}
		$event = $this->publisher->publish( $args[0] ?? Event_Types::GENERIC, (array) $data, array_intersect_key( $options, array_flip( array( 'subject', 'channel', 'severity' ) ) ) );
		if ( is_wp_error( $event ) ) {
			WP_CLI::error( $event->get_error_message() );
		}
		WP_CLI::line( isset( $options['porcelain'] ) ? $event->id : Json::encode( $event->to_cloudevent() ) );
	}

	/**
	 * Shows the newest events.
	 *
	 * ## OPTIONS
	 *
	 * [--per_page=<number>]
	 * : How many at most.
	 * ---
	 * default: 20
	 * ---
	 *
	 * [--<field>=<value>]
	 * : Filters: type, group, severity, actor, subject, channel, origin (values with commas between), each also as exclude_…; search, since, until, after, before.
	 *
	 * [--format=<format>]
	 * : How.
	 * ---
	 * default: table
	 * options:
	 *   - table
	 *   - json
	 *   - ndjson
	 *   - csv
	 * ---
	 *
	 * @subcommand list
	 *
	 * @param list<string>          $args    Arguments.
	 * @param array<string, string> $options Options.
	 */
	public function list_( array $args, array $options ): void {
		$this->printer->print_all( $this->store->query( Event_Query::from_params( $options, self::EVERY_CHANNEL ) ), $options['format'] ?? 'table' );
	}

	/**
	 * Shows events as they happen.
	 *
	 * ## OPTIONS
	 *
	 * [--follow]
	 * : Goes on until it is stopped.
	 *
	 * [--lines=<number>]
	 * : How many of the past come first.
	 * ---
	 * default: 10
	 * ---
	 *
	 * [--<field>=<value>]
	 * : Filters, as for list.
	 *
	 * [--format=<format>]
	 * : How.
	 * ---
	 * default: text
	 * options:
	 *   - text
	 *   - table
	 *   - json
	 *   - ndjson
	 *   - csv
	 * ---
	 *
	 * A table is text here, and JSON one object a line, because nobody knows how many there will be.
	 *
	 * ## EXAMPLES
	 *
	 *     $ wp realtime-events tail --follow --severity=error --format=ndjson | jq .data
	 *
	 * @param list<string>          $args    Arguments.
	 * @param array<string, string> $options Options.
	 */
	public function tail( array $args, array $options ): void {
		$format = $options['format'] ?? 'text';
		$filter = array_diff_key( $options, array_flip( array( 'after', 'before', 'per_page' ) ) );
		$last   = $this->store->last_sequence();
		$lines  = max( 0, (int) ( $options['lines'] ?? 10 ) );
		$this->printer->begin( $format );
		if ( $lines > 0 ) {
			$past = $this->store->query( Event_Query::from_params( array( 'per_page' => $lines ) + $filter, self::EVERY_CHANNEL ) );
			foreach ( array_reverse( $past ) as $event ) {
				$this->printer->print_line( $event, $format );
			}
			$last = max( $last, $past[0]->sequence ?? 0 );
		}
		// Who followed from a wrong beginning would show everything again.
		Failed_Reads::refuse();
		$follower = new Follower( $this->store, $filter, $last );
		while ( isset( $options['follow'] ) ) {
			$new = $follower->next();
			foreach ( $new as $event ) {
				$this->printer->print_line( $event, $format );
			}
			if ( ! $new ) {
				usleep( self::TAIL_INTERVAL_MICROSECONDS );
			}
		}
	}

	/**
	 * Says how events get out: server, breaker, outbox.
	 *
	 * ## OPTIONS
	 *
	 * [--format=<format>]
	 * : How.
	 * ---
	 * default: table
	 * options:
	 *   - table
	 *   - json
	 *   - ndjson
	 *   - csv
	 * ---
	 *
	 * @param list<string>          $args    Arguments.
	 * @param array<string, string> $options Options.
	 */
	public function status( array $args, array $options ): void {
		$server = $this->servers->current();
		$status = array(
			'server'     => $server->id(),
			'configured' => $server->is_configured(),
			'url'        => $this->options->server_url(),
			'site'       => $this->options->site_id(),
			'breaker'    => $this->breaker->state()['state'],
		) + $this->outbox->counts() + array( 'last_sequence' => $this->store->last_sequence() );
		Rows::print( array( $status ), array_keys( $status ), $options['format'] ?? 'table' );
	}

	/**
	 * Shows the declared types.
	 *
	 * ## OPTIONS
	 *
	 * [--format=<format>]
	 * : How.
	 * ---
	 * default: table
	 * options:
	 *   - table
	 *   - json
	 *   - ndjson
	 *   - csv
	 * ---
	 *
	 * @param list<string>          $args    Arguments.
	 * @param array<string, string> $options Options.
	 */
	public function types( array $args, array $options ): void {
		$rows = array();
		foreach ( $this->types->all() as $name => $type ) {
			$rows[] = array(
				'type'     => $name,
				'label'    => $type->label(),
				'group'    => $type->group,
				'channel'  => $this->publisher->channel_of( $type, $type->channel ),
				'severity' => $type->severity,
				'enabled'  => $this->options->type_is_enabled( $name ),
				'public'   => $this->options->type_is_public( $name ),
			);
		}
		Rows::print( $rows, array( 'type', 'label', 'group', 'channel', 'severity', 'enabled', 'public' ), $options['format'] ?? 'table' );
	}
}
