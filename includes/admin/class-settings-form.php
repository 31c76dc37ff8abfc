<?php
/**
 * The settings form.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Admin;

use Realtime_Events\Access\Capabilities;
use Realtime_Events\Events\Event_Types;
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
		private readonly Form_Values $values,
		private readonly Event_Types $types,
	) {
	}

	/**
	 * Tells WordPress the sections and fields.
	 */
	public function register(): void {
		add_settings_section( self::SERVER, __( 'Server', 'realtime-events' ), '__return_null', self::PAGE );
		$this->add_server_fields();
		add_settings_section( self::EVENTS, __( 'Events', 'realtime-events' ), array( $this, 'render_types' ), self::PAGE );
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

	/**
	 * Prints which types are on and which are public. A type without a public part cannot be made public.
	 */
	public function render_types(): void {
		printf( '<p>%s</p>', esc_html__( 'What is switched off is not kept. What is public can be seen by every visitor, but only the named fields of it.', 'realtime-events' ) );
		$this->fields->error( array( 'types' ) );
		printf(
			'<table class="widefat striped" style="max-width:60em"><thead><tr><th scope="col">%s</th><th scope="col">%s</th><th scope="col">%s</th></tr></thead><tbody>',
			esc_html__( 'Event', 'realtime-events' ),
			esc_html__( 'On', 'realtime-events' ),
			esc_html__( 'Public', 'realtime-events' )
		);
		foreach ( $this->types->all() as $name => $type ) {
			$path = array( 'types', (string) $name );
			printf( '<tr><td><strong>%s</strong><br><code>%s</code></td><td>', esc_html( $type->label() ), esc_html( (string) $name ) );
			/* translators: %s: label of an event type. */
			$this->fields->box( array( ...$path, 'enabled' ), sprintf( __( 'Keep “%s”', 'realtime-events' ), $type->label() ), (bool) ( $this->values->get( array( ...$path, 'enabled' ) ) ?? true ), true );
			echo '</td><td>';
			if ( $type->public_fields ) {
				$this->fields->box( array( ...$path, 'public' ), implode( ', ', Settings_Config::public_fields( $type ) ), (bool) $this->values->get( array( ...$path, 'public' ) ) );
			} else {
				echo '—';
			}
			$this->fields->error( array( ...$path, 'enabled' ) );
			$this->fields->error( array( ...$path, 'public' ) );
			echo '</td></tr>';
		}
		echo '</tbody></table>';
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
