<?php
/**
 * The page on which announcements are made.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Blocks;

use Realtime_Events\Events\Event;
use Realtime_Events\Publishing\Publisher;
use WP_Error;

defined( 'ABSPATH' ) || exit;

/**
 * A small form in wp-admin: what is typed into it, every open page with a notice block shows at once. It works without
 * JavaScript.
 *
 * @since 0.1.0
 */
final class Announcement_Page {

	public const SLUG   = 'realtime-events-announce';
	public const ACTION = Blocks_Module::ANNOUNCE_ACTION;

	private const PARENT_SLUG = 'realtime-events';
	/** Right after the feed. */
	private const POSITION      = 1;
	private const SHOWN         = 5;
	private const MS_PER_SECOND = 1000;

	public function __construct(
		private readonly Publisher $publisher,
		private readonly Public_Ledger $ledger,
	) {
	}

	/**
	 * Adds the page to the menu.
	 */
	public function add(): void {
		add_submenu_page(
			self::PARENT_SLUG,
			__( 'Announce', 'realtime-events' ),
			__( 'Announce', 'realtime-events' ),
			self::capability(),
			self::SLUG,
			array( $this, 'print' ),
			self::POSITION
		);
	}

	/**
	 * Takes the form.
	 */
	public function handle(): void {
		check_admin_referer( self::ACTION );
		if ( ! current_user_can( self::capability() ) ) {
			wp_die( esc_html__( 'You may not announce anything on this site.', 'realtime-events' ), '', array( 'response' => 403 ) );
		}
		$announced = $this->announce( self::posted( 'message' ), self::posted( 'link' ) );
		wp_safe_redirect(
			add_query_arg(
				array(
					'page'      => self::SLUG,
					'announced' => is_wp_error( $announced ) ? $announced->get_error_code() : '1',
				),
				admin_url( 'admin.php' )
			)
		);
		exit;
	}

	/**
	 * Announces something to everybody who is on the site.
	 *
	 * @param string $message Plain text.
	 * @param string $link    Where it leads to; may be empty.
	 * @return Event|WP_Error `realtime_events_no_message` or `realtime_events_no_address`, or what the publisher says.
	 */
	public function announce( string $message, string $link = '' ): Event|WP_Error {
		$message = mb_substr( trim( sanitize_text_field( $message ) ), 0, Announcements::MAX_MESSAGE_CHARACTERS, 'UTF-8' );
		if ( '' === $message ) {
			return new WP_Error( 'realtime_events_no_message', __( 'There was nothing to announce. Please write a message.', 'realtime-events' ), array( 'status' => 400 ) );
		}
		$data = array( 'message' => $message );
		if ( '' !== trim( $link ) ) {
			$address = Web_Address::checked( $link );
			if ( null === $address ) {
				return new WP_Error( 'realtime_events_no_address', __( 'The link is no web address. It begins with https:// or with a slash.', 'realtime-events' ), array( 'status' => 400 ) );
			}
			$data['link'] = $address;
		}
		return $this->publisher->publish( Announcements::TYPE, $data );
	}

	/**
	 * Prints the page.
	 */
	public function print(): void {
		echo '<div class="wrap"><h1>', esc_html__( 'Announce', 'realtime-events' ), '</h1>';
		$this->print_outcome();
		echo '<p>', esc_html__( 'Every open page with a notice block that tells of announcements shows it at once, to everybody. Pages that are opened later show it where the block begins with earlier ones.', 'realtime-events' ), '</p>';
		echo '<form method="post" action="', esc_url( admin_url( 'admin-post.php' ) ), '">';
		wp_nonce_field( self::ACTION );
		printf(
			'<input type="hidden" name="action" value="%1$s"><table class="form-table" role="presentation">'
			. '<tr><th scope="row"><label for="realtime-events-message">%2$s</label></th>'
			. '<td><textarea class="large-text" rows="2" id="realtime-events-message" name="message" maxlength="%3$d" required aria-describedby="realtime-events-message-hint"></textarea>'
			. '<p class="description" id="realtime-events-message-hint">%4$s</p></td></tr>'
			. '<tr><th scope="row"><label for="realtime-events-link">%5$s</label></th>'
			. '<td><input type="text" inputmode="url" class="regular-text" id="realtime-events-link" name="link" placeholder="https://"></td></tr></table>',
			esc_attr( self::ACTION ),
			esc_html__( 'Message', 'realtime-events' ),
			(int) Announcements::MAX_MESSAGE_CHARACTERS,
			/* translators: %d: number of characters. */
			esc_html( sprintf( __( 'At most %d characters, without markup.', 'realtime-events' ), Announcements::MAX_MESSAGE_CHARACTERS ) ),
			esc_html__( 'Link (optional)', 'realtime-events' )
		);
		submit_button( __( 'Announce now', 'realtime-events' ) );
		echo '</form>';
		$this->print_latest();
		echo '</div>';
	}

	/**
	 * The capability that it takes: who may change what others wrote, or runs the shop.
	 */
	private static function capability(): string {
		/**
		 * Filters the capability that it takes to announce something to all visitors.
		 *
		 * @since 0.1.0
		 *
		 * @param string $capability Default `edit_others_posts`, or `manage_woocommerce` for who has it.
		 */
		return (string) apply_filters(
			'realtime_events_announce_capability',
			current_user_can( 'manage_woocommerce' ) ? 'manage_woocommerce' : 'edit_others_posts'
		);
	}

	private function print_outcome(): void {
		// phpcs:ignore WordPress.Security.NonceVerification.Recommended -- Only chooses which sentence is shown.
		$outcome = isset( $_GET['announced'] ) ? sanitize_key( wp_unslash( $_GET['announced'] ) ) : '';
		if ( '' === $outcome ) {
			return;
		}
		$words = array(
			'1'                          => __( 'Announced. It is on every open page now.', 'realtime-events' ),
			'realtime_events_no_message' => __( 'There was nothing to announce. Please write a message.', 'realtime-events' ),
			'realtime_events_no_address' => __( 'The link is no web address. It begins with https:// or with a slash.', 'realtime-events' ),
		);
		wp_admin_notice(
			$words[ $outcome ] ?? __( 'That could not be announced. Please try again.', 'realtime-events' ),
			array( 'type' => '1' === $outcome ? 'success' : 'error' )
		);
	}

	private function print_latest(): void {
		$latest = $this->ledger->latest( array( Announcements::TYPE ), self::SHOWN );
		if ( ! $latest ) {
			return;
		}
		echo '<h2>', esc_html__( 'Announced last', 'realtime-events' ), '</h2><ul class="ul-disc">';
		foreach ( $latest as $event ) {
			printf(
				'<li>%1$s <span class="description">— %2$s%3$s</span></li>',
				esc_html( (string) ( $event->data['message'] ?? '' ) ),
				esc_html( '' === $event->actor_name ? '' : "{$event->actor_name}, " ),
				/* translators: %s: a span of time, for example "5 minutes". */
				esc_html( sprintf( __( '%s ago', 'realtime-events' ), human_time_diff( intdiv( $event->time_ms, self::MS_PER_SECOND ) ) ) )
			);
		}
		echo '</ul>';
	}

	private static function posted( string $name ): string {
		// phpcs:ignore WordPress.Security -- handle() has checked the nonce; announce() sanitizes.
		$value = $_POST[ $name ] ?? '';
		return is_string( $value ) ? wp_unslash( $value ) : '';
	}
}
