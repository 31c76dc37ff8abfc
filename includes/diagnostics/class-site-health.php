<?php
/**
 * Site Health.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Diagnostics;

use Realtime_Events\Access\Api_Key;
use Realtime_Events\Delivery\Circuit_Breaker;
use Realtime_Events\Delivery\Outbox;
use Realtime_Events\Delivery\Probe_Result;
use Realtime_Events\Delivery\Servers\Servers;
use Realtime_Events\Settings\Options;
use const Realtime_Events\VERSION;

defined( 'ABSPATH' ) || exit;

/**
 * Tells WordPress's Site Health how the connection and the outbox are.
 *
 * @since 0.1.0
 */
final class Site_Health {

	public const CONNECTION = 'realtime_events_connection';
	public const OUTBOX     = 'realtime_events_outbox';

	/** The route that the screen asks, because the test makes requests. */
	public const ROUTE = 'realtime-events/v1/site-health/connection';

	private const PAGE = 'admin.php?page=';

	public function __construct(
		private readonly Doctor $doctor,
		private readonly Options $options,
		private readonly Api_Key $api_key,
		private readonly Servers $servers,
		private readonly Outbox $outbox,
		private readonly Circuit_Breaker $breaker,
	) {
	}

	/**
	 * Adds the tests.
	 *
	 * @param mixed $tests What others added.
	 * @return array<string, mixed>
	 */
	public function add_tests( mixed $tests ): array {
		$tests                              = (array) $tests;
		$tests['direct'][ self::OUTBOX ]    = array(
			'label' => __( 'Events waiting to be sent', 'realtime-events' ),
			'test'  => array( $this, 'outbox' ),
		);
		$tests['async'][ self::CONNECTION ] = array(
			'label'             => __( 'Connection to the realtime server', 'realtime-events' ),
			'test'              => rest_url( self::ROUTE ),
			'has_rest'          => true,
			'async_direct_test' => array( $this, 'connection' ),
		);
		return $tests;
	}

	/**
	 * Whether the server can be reached and knows this site.
	 *
	 * @return array<string, mixed>
	 */
	public function connection(): array {
		if ( '' === $this->options->server_url() && ! $this->api_key->is_set() ) {
			return $this->result(
				self::CONNECTION,
				'recommended',
				__( 'No realtime server is set up', 'realtime-events' ),
				__( 'Events are kept and shown, but screens have to ask for them every few seconds. With a hub they arrive at once.', 'realtime-events' ),
				'realtime-events-settings',
				__( 'Set up a server', 'realtime-events' )
			);
		}
		// A look must not leave an event behind each time.
		$examined = $this->doctor->examine( false );
		return $examined->is_ok()
			? $this->result( self::CONNECTION, 'good', __( 'The realtime server is connected', 'realtime-events' ), __( 'It answers, and it knows this site and its key.', 'realtime-events' ) )
			: $this->result( self::CONNECTION, 'critical', __( 'The realtime server cannot be used', 'realtime-events' ), self::failure( $examined ), 'realtime-events-settings', __( 'Open the settings', 'realtime-events' ) );
	}

	/**
	 * Whether events get away.
	 *
	 * @return array<string, mixed>
	 */
	public function outbox(): array {
		$counts = $this->outbox->counts();
		if ( $counts['dead'] > 0 ) {
			return $this->result(
				self::OUTBOX,
				'recommended',
				__( 'Some events could not be delivered', 'realtime-events' ),
				/* translators: %s: number of deliveries. */
				sprintf( _n( '%s delivery was given up. It is kept and can be sent again.', '%s deliveries were given up. They are kept and can be sent again.', $counts['dead'], 'realtime-events' ), number_format_i18n( $counts['dead'] ) ),
				'realtime-events-deliveries',
				__( 'Look at the deliveries', 'realtime-events' )
			);
		}
		if ( 'closed' !== $this->breaker->state()['state'] ) {
			return $this->result(
				self::OUTBOX,
				'recommended',
				__( 'The realtime server is not answering', 'realtime-events' ),
				__( 'It is left alone for a while so that nobody waits for it. Events are kept and sent when it is back.', 'realtime-events' ),
				'realtime-events-deliveries',
				__( 'Look at the deliveries', 'realtime-events' )
			);
		}
		return $this->result( self::OUTBOX, 'good', __( 'Events are delivered', 'realtime-events' ), __( 'Nothing was given up.', 'realtime-events' ) );
	}

	/**
	 * Adds what support asks for. Addresses are marked as private, and no key is among them.
	 *
	 * @param mixed $info What others added.
	 * @return array<string, mixed>
	 */
	public function add_information( mixed $info ): array {
		$info                    = (array) $info;
		$counts                  = $this->outbox->counts();
		$breaker                 = $this->breaker->state();
		$yes                     = static fn( bool $is ): string => $is ? __( 'Yes', 'realtime-events' ) : __( 'No', 'realtime-events' );
		$info['realtime-events'] = array(
			'label'  => __( 'Realtime Events', 'realtime-events' ),
			'fields' => array(
				'version'    => self::field( __( 'Version', 'realtime-events' ), VERSION ),
				'profile'    => self::field( __( 'Kind of server', 'realtime-events' ), $this->options->profile() ),
				'server_url' => self::field( __( 'Server', 'realtime-events' ), $this->options->server_url(), true ),
				'site_id'    => self::field( __( 'Site id', 'realtime-events' ), $this->options->site_id(), true ),
				'configured' => self::field( __( 'Set up', 'realtime-events' ), $yes( $this->servers->current()->is_configured() ) ),
				'key'        => self::field( __( 'API key is set', 'realtime-events' ), $yes( $this->api_key->is_set() ) ),
				'overridden' => self::field( __( 'Set in wp-config.php', 'realtime-events' ), implode( ', ', $this->options->overridden() ) ),
				'outbox'     => self::field( __( 'Waiting, tried again, given up', 'realtime-events' ), implode( ' / ', $counts ) ),
				'breaker'    => self::field( __( 'Server is spared', 'realtime-events' ), $breaker['state'] ),
				'retention'  => self::field( __( 'Events are kept for days', 'realtime-events' ), (string) $this->options->get( 'retention_days' ) ),
				'rows'       => self::field( __( 'Events are kept at most', 'realtime-events' ), 0 === $this->options->get( 'retention_rows' ) ? __( 'no limit', 'realtime-events' ) : (string) $this->options->get( 'retention_rows' ) ),
			),
		);
		return $info;
	}

	/**
	 * @return array{ label: string, value: string, private: bool }
	 */
	private static function field( string $label, string $value, bool $is_private = false ): array {
		return array(
			'label'   => $label,
			'value'   => '' === $value ? '—' : $value,
			'private' => $is_private,
		);
	}

	/**
	 * What failed and what to do, in a sentence each.
	 */
	private static function failure( Probe_Result $examined ): string {
		$failed = $examined->steps[ array_key_last( $examined->steps ) ];
		return implode( ' ', array_filter( array( "{$failed['label']}:", $failed['message'], $failed['fix'] ?? '' ) ) );
	}

	/**
	 * A result as Site Health takes it.
	 *
	 * @return array<string, mixed>
	 */
	private function result( string $test, string $status, string $label, string $description, string $page = '', string $action = '' ): array {
		return array(
			'test'        => $test,
			'status'      => $status,
			'label'       => $label,
			'description' => '<p>' . esc_html( $description ) . '</p>',
			'badge'       => array(
				'label' => __( 'Realtime Events', 'realtime-events' ),
				'color' => 'blue',
			),
			'actions'     => '' === $page ? '' : sprintf( '<p><a href="%s">%s</a></p>', esc_url( admin_url( self::PAGE . $page ) ), esc_html( $action ) ),
		);
	}
}
