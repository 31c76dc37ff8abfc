<?php
/**
 * The deliveries.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Admin;

use Realtime_Events\Access\Capabilities;
use Realtime_Events\Delivery\Outbox;

defined( 'ABSPATH' ) || exit;

/**
 * The page of the deliveries. What it says without JavaScript is how many there are of each kind.
 *
 * @since 0.1.0
 */
final class Deliveries_Page implements Page {

	public const SLUG = 'realtime-events-deliveries';

	public function __construct(
		private readonly Assets $assets,
		private readonly Outbox $outbox,
	) {
	}

	public function slug(): string {
		return self::SLUG;
	}

	public function title(): string {
		return __( 'Deliveries', 'realtime-events' );
	}

	public function capability(): string {
		return Capabilities::MANAGE;
	}

	public function load(): void {
	}

	public function enqueue(): void {
		// Until there is a screen the counts below are all that is shown.
		$this->assets->enqueue_screen( 'deliveries' );
	}

	public function render(): void {
		$labels = array(
			'pending'  => __( 'Waiting', 'realtime-events' ),
			'retrying' => __( 'Tried before, and waiting for another try', 'realtime-events' ),
			'dead'     => __( 'Given up', 'realtime-events' ),
		);
		// Notices of others go to the line, and not into what the script takes over.
		printf( '<div class="wrap"><hr class="wp-header-end"><div id="realtime-events-deliveries"><h1>%s</h1>', esc_html( $this->title() ) );
		echo '<table class="widefat striped" style="max-width:40em"><tbody>';
		foreach ( array_intersect_key( $this->outbox->counts(), $labels ) as $state => $count ) {
			printf( '<tr><th scope="row">%s</th><td>%s</td></tr>', esc_html( $labels[ $state ] ), esc_html( number_format_i18n( $count ) ) );
		}
		echo '</tbody></table></div></div>';
	}
}
