<?php
/**
 * The settings.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Admin;

use Realtime_Events\Access\Capabilities;

defined( 'ABSPATH' ) || exit;

/**
 * The settings page. It is whole without JavaScript; a script that is there takes its place.
 *
 * @since 0.1.0
 */
final class Settings_Page implements Page {

	public const SLUG = 'realtime-events-settings';

	private bool $is_built = false;

	public function __construct(
		private readonly Assets $assets,
		private readonly Settings_Config $config,
		private readonly Settings_Form $form,
		private readonly Form_Values $values,
		private readonly Key_Form $key_form,
		private readonly Hub_Command $hub_command,
	) {
	}

	public function slug(): string {
		return self::SLUG;
	}

	public function title(): string {
		return __( 'Settings', 'realtime-events' );
	}

	public function capability(): string {
		return Capabilities::MANAGE;
	}

	public function load(): void {
		$this->key_form->handle();
	}

	public function enqueue(): void {
		// Who has just sent the form gets the form again, with what was refused in it.
		$this->is_built = $this->values->has_errors() || $this->assets->enqueue_screen( 'settings', array( 'realtimeEventsSettings' => $this->config->facts() ) );
	}

	public function render(): void {
		// Notices of others go there, and not into what the script takes over.
		echo '<div class="wrap"><hr class="wp-header-end">';
		$this->key_form->render_result();
		echo '<div id="realtime-events-settings">';
		printf( '<h1>%s</h1>', esc_html__( 'Realtime Events settings', 'realtime-events' ) );
		if ( ! $this->is_built ) {
			Missing_Build_Notice::render();
		}
		$this->render_saved();
		$this->form->render();
		$this->key_form->render();
		$this->render_command();
		echo '</div></div>';
	}

	/**
	 * What came of saving. What is wrong with a field stands beside it.
	 */
	private function render_saved(): void {
		if ( $this->values->has_errors() ) {
			wp_admin_notice( esc_html__( 'Nothing was saved yet. Mend the marked fields and save again.', 'realtime-events' ), array( 'type' => 'error' ) );
			// They are said beside the fields; nobody else is to say them again.
			delete_transient( 'settings_errors' );
			return;
		}
		settings_errors( 'general' );
	}

	private function render_command(): void {
		printf( '<h2>%s</h2><p>%s</p>', esc_html__( 'Start the hub', 'realtime-events' ), esc_html__( 'Run this where Node.js 20 or later is. Put your API key in its place, and nowhere else on the line.', 'realtime-events' ) );
		printf( '<pre style="white-space:pre-wrap;overflow-wrap:anywhere"><code>%s</code></pre>', esc_html( $this->hub_command->text() ) );
	}
}
