<?php
/**
 * The settings form.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Admin;

use Realtime_Events\Access\Capabilities;
use Realtime_Events\Settings\Options_Schema;
use Realtime_Events\Settings\Profiles;
use Realtime_Events\Settings\Setting;

defined( 'ABSPATH' ) || exit;

/**
 * Sections and fields of the Settings API, saved by options.php without a line of JavaScript.
 *
 * @since 0.1.0
 */
final class Settings_Form {

	/** Name of the page that the sections belong to. */
	private const PAGE = Settings_Page::SLUG;

	private const SERVER = 'realtime_events_server';
	private const EVENTS = 'realtime_events_events';
	private const ACCESS = 'realtime_events_access';
	private const DATA   = 'realtime_events_data';

	public function __construct(
		private readonly Form_Fields $fields,
		private readonly Type_Fields $type_fields,
		private readonly Header_Fields $header_fields,
	) {
	}

	/**
	 * Tells WordPress the sections and fields.
	 */
	public function register(): void {
		add_settings_section( self::SERVER, __( 'Server', 'realtime-events' ), '__return_null', self::PAGE );
		$this->add_server_fields();
		add_settings_section( self::EVENTS, __( 'Events', 'realtime-events' ), array( $this->type_fields, 'render' ), self::PAGE );
		add_settings_section( self::ACCESS, __( 'Access', 'realtime-events' ), '__return_null', self::PAGE );
		$this->add_access_fields();
		add_settings_section( self::DATA, __( 'Data', 'realtime-events' ), '__return_null', self::PAGE );
		$this->add_data_fields();
	}

	/**
	 * What a user needs to save the form.
	 */
	public function capability(): string {
		return Capabilities::MANAGE;
	}

	/**
	 * Prints the form.
	 */
	public function render(): void {
		printf( '<form action="%s" method="post" novalidate>', esc_url( admin_url( 'options.php' ) ) );
		settings_fields( Setting::GROUP );
		do_settings_sections( self::PAGE );
		submit_button();
		echo '</form>';
	}

	private function add_server_fields(): void {
		$profiles = Profiles::for_screens();
		$this->add(
			self::SERVER,
			'text',
			__( 'Address', 'realtime-events' ),
			array(
				'path'        => array( 'server_url' ),
				'type'        => 'url',
				'placeholder' => 'https://hub.example.com',
				'help'        => __( 'Where this site and your browsers reach the server. http, https, ws and wss are fine.', 'realtime-events' ),
			)
		);
		$this->add(
			self::SERVER,
			'select',
			__( 'Kind', 'realtime-events' ),
			array(
				'path'    => array( 'profile' ),
				'choices' => array_column( $profiles, 'label', 'id' ),
				'help'    => __( 'Choose the first unless you have a server of your own already.', 'realtime-events' ),
			)
		);
		$this->add(
			self::SERVER,
			'text',
			__( 'Site id', 'realtime-events' ),
			array(
				'path' => array( 'site_id' ),
				'help' => __( 'What this site is called at the hub. Leave it empty for its host name.', 'realtime-events' ),
			)
		);
		$this->add(
			self::SERVER,
			'text',
			__( 'Path for events', 'realtime-events' ),
			array(
				'path' => array( 'profile_options', 'publish_path' ),
				'help' => __( 'For a server of your own. Leave it empty for the usual one of its kind.', 'realtime-events' ),
			)
		);
		$this->add(
			self::SERVER,
			'text',
			__( 'Address for browsers', 'realtime-events' ),
			array(
				'path' => array( 'profile_options', 'socket_url' ),
				'help' => __( 'For a server whose sockets are at another address than the one above. Otherwise leave it empty.', 'realtime-events' ),
			)
		);
		$this->add(
			self::SERVER,
			'select',
			__( 'Proof of who sends', 'realtime-events' ),
			array(
				'path'    => array( 'profile_options', 'auth' ),
				'choices' => array(
					'signature' => __( 'Signature (Standard Webhooks)', 'realtime-events' ),
					'bearer'    => __( 'The API key as a header', 'realtime-events' ),
					'none'      => __( 'None', 'realtime-events' ),
				),
				'help'    => __( 'For any HTTP address. The other kinds have their own way.', 'realtime-events' ),
			)
		);
		$this->add(
			self::SERVER,
			'select',
			__( 'What is sent', 'realtime-events' ),
			array(
				'path'    => array( 'profile_options', 'format' ),
				'choices' => array(
					'cloudevents' => __( 'CloudEvents, several at once', 'realtime-events' ),
					'plain'       => __( 'Plain JSON, one by one', 'realtime-events' ),
				),
				'help'    => __( 'For any HTTP address.', 'realtime-events' ),
			)
		);
		add_settings_field( 'realtime-events-headers', esc_html__( 'Further headers', 'realtime-events' ), array( $this->header_fields, 'render' ), self::PAGE, self::SERVER );
		$this->add(
			self::SERVER,
			'checkbox',
			__( 'Relay', 'realtime-events' ),
			array(
				'path' => array( 'profile_options', 'relay_is_private' ),
				'text' => __( 'Only people I trust can listen to this relay', 'realtime-events' ),
				'help' => __( 'A relay passes everything on to everyone who listens. Until you tick this, it gets public events only.', 'realtime-events' ),
			)
		);
	}

	private function add_access_fields(): void {
		$labels = array(
			'view'    => array( __( 'May see events', 'realtime-events' ), __( 'Tick none to leave it to those who may write posts or look after orders. Each channel needs its own right besides.', 'realtime-events' ) ),
			'publish' => array( __( 'May publish events', 'realtime-events' ), __( 'Tick none to leave it to those who may write posts.', 'realtime-events' ) ),
			'manage'  => array( __( 'May manage this plugin', 'realtime-events' ), __( 'Tick none to leave it to administrators, who always may.', 'realtime-events' ) ),
		);
		foreach ( $labels as $right => [ $label, $help ] ) {
			$this->add(
				self::ACCESS,
				'boxes',
				$label,
				array(
					'path'    => array( 'roles', $right ),
					'choices' => array_map( 'translate_user_role', wp_roles()->role_names ),
					'help'    => $help,
				)
			);
		}
	}

	private function add_data_fields(): void {
		$this->add(
			self::DATA,
			'text',
			__( 'Keep events for', 'realtime-events' ),
			array(
				'path' => array( 'retention_days' ),
				'type' => 'number',
				'min'  => Options_Schema::MIN_RETENTION_DAYS,
				'max'  => Options_Schema::MAX_RETENTION_DAYS,
				'help' => __( 'Days. Older events are deleted.', 'realtime-events' ),
			)
		);
		$this->add(
			self::DATA,
			'text',
			__( 'Keep at most', 'realtime-events' ),
			array(
				'path' => array( 'retention_rows' ),
				'type' => 'number',
				'min'  => Options_Schema::NO_ROW_LIMIT,
				'max'  => Options_Schema::MAX_RETENTION_ROWS,
				'help' => __( 'Events. When there are more, the oldest are deleted, however young they are. 0 for no limit.', 'realtime-events' ),
			)
		);
		$this->add(
			self::DATA,
			'checkbox',
			__( 'Visitors', 'realtime-events' ),
			array(
				'path' => array( 'public_polling' ),
				'text' => __( 'Let visitors’ browsers ask this site for public events while the server is away', 'realtime-events' ),
				'help' => __( 'Each open page asks every few seconds. Leave it off on a busy site.', 'realtime-events' ),
			)
		);
		if ( did_action( 'woocommerce_loaded' ) ) {
			$this->add(
				self::DATA,
				'text',
				__( 'Tell visitors of a purchase after', 'realtime-events' ),
				array(
					'path' => array( 'purchase_delay_minutes' ),
					'type' => 'number',
					'min'  => 0,
					'max'  => Options_Schema::MAX_PURCHASE_DELAY_MINUTES,
					'help' => __( 'Minutes, so that nobody can tell from the moment who it was. Until then it leaves your site nowhere.', 'realtime-events' ),
				)
			);
		}
		$this->add(
			self::DATA,
			'checkbox',
			__( 'Deleting the plugin', 'realtime-events' ),
			array(
				'path' => array( 'remove_data_on_uninstall' ),
				'text' => __( 'Delete all events and settings with it', 'realtime-events' ),
			)
		);
	}

	/**
	 * Adds a field.
	 *
	 * @param string                                        $section Where it belongs.
	 * @param string                                        $method  How Form_Fields prints it.
	 * @param string                                        $label   Its label.
	 * @param array{ path: list<string>, ...<string, mixed> } $field   What it is.
	 */
	private function add( string $section, string $method, string $label, array $field ): void {
		$id = Form_Fields::id( $field['path'] );
		add_settings_field( $id, esc_html( $label ), array( $this->fields, $method ), self::PAGE, $section, $field + ( in_array( $method, array( 'checkbox', 'boxes' ), true ) ? array() : array( 'label_for' => $id ) ) );
	}
}
