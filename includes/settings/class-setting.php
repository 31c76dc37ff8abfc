<?php
/**
 * The option, as WordPress knows it.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Settings;

use Realtime_Events\Access\Capabilities;
use WP_Error;

defined( 'ABSPATH' ) || exit;

/**
 * Registers the option `realtime_events` and guards every way of writing it.
 *
 * Bad input stores nothing at all: half of a form that was refused would be a setting that nobody chose.
 *
 * @since 0.1.0
 */
final class Setting {

	/** Option group: what the form of the settings page is called. */
	public const GROUP = 'realtime_events';

	public function __construct(
		private readonly Options $options,
		private readonly Options_Sanitizer $sanitizer,
		private readonly Rejected_Input $rejected,
	) {
	}

	/**
	 * Registers it, on `init`, because the REST API has to know it as well as wp-admin.
	 */
	public function register(): void {
		register_setting(
			self::GROUP,
			Options::NAME,
			array(
				'type'              => 'object',
				'label'             => __( 'Realtime Events', 'realtime-events' ),
				'description'       => __( 'Settings of Realtime Events, without its API key.', 'realtime-events' ),
				'default'           => Options_Schema::defaults(),
				'sanitize_callback' => array( $this, 'sanitize' ),
				'show_in_rest'      => array( 'schema' => Options_Schema::schema() ),
			)
		);
	}

	/**
	 * What is stored when somebody wants this to be stored.
	 *
	 * @param mixed $input What somebody wants.
	 * @return array<string, mixed> Complete and valid; what is there already, if anything is wrong with the input.
	 */
	public function sanitize( mixed $input ): array {
		$input   = is_array( $input ) ? $input : array();
		$checked = $this->check( $input );
		if ( $checked->is_valid() ) {
			return $checked->value;
		}
		$this->rejected->keep( Headers::without_values( $input ), $checked->errors );
		$this->tell( $checked );
		return $this->options->stored();
	}

	/**
	 * Looks through input without storing it.
	 *
	 * @param array<string, mixed> $input What somebody wants.
	 */
	public function check( array $input ): Checked_Options {
		$checked = $this->sanitizer->check( $input, $this->options->stored(), array_keys( $this->options->overridden() ) );
		if ( ! isset( $input['roles'] ) || ! $this->locks_out( wp_get_current_user(), $checked->value['roles']['manage'] ) ) {
			return $checked;
		}
		$error = new WP_Error( 'locks_out', __( 'You would lock yourself out: keep a role of your own among those that may manage.', 'realtime-events' ), array( 'status' => 400 ) );
		return new Checked_Options( $checked->value, $checked->errors + array( 'roles.manage' => $error ) );
	}

	/**
	 * Whether somebody who may manage now could not any more. Who manages the site always may, and the command line is nobody.
	 *
	 * @param \WP_User     $user   Who wants it.
	 * @param list<string> $roles  The roles that may manage from then on.
	 */
	private function locks_out( \WP_User $user, array $roles ): bool {
		return $user->exists() && ! $user->has_cap( 'manage_options' ) && $user->has_cap( Capabilities::MANAGE ) && ! array_intersect( $roles, $user->roles );
	}

	/**
	 * Puts the errors where options.php finds them. Elsewhere in PHP nobody looks at them.
	 *
	 * @param Checked_Options $checked What was refused.
	 */
	private function tell( Checked_Options $checked ): void {
		if ( ! function_exists( 'add_settings_error' ) ) {
			return;
		}
		add_settings_error( Options::NAME, 'nothing_saved', __( 'Nothing was saved yet. Mend the marked fields and save again.', 'realtime-events' ) );
		foreach ( $checked->errors as $field => $error ) {
			add_settings_error( Options::NAME, $field, $error->get_error_message() );
		}
	}
}
