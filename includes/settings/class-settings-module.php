<?php
/**
 * The option of the plugin: what an admin may choose.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Settings;

use Realtime_Events\Container;
use Realtime_Events\Events\Event_Types;
use Realtime_Events\Module;
use Realtime_Events\Rest\Permissions;
use Realtime_Events\Rest_Routes;

defined( 'ABSPATH' ) || exit;

/**
 * The option of the plugin: what an admin may choose.
 *
 * @since 0.1.0
 */
final class Settings_Module implements Module {

	public function services( Container $container ): void {
		$container->set( Options::class, static fn(): Options => new Options() );
		$container->set( Options_Sanitizer::class, static fn( Container $c ): Options_Sanitizer => new Options_Sanitizer( $c->get( Type_Choices::class ) ) );
		$container->set( Type_Choices::class, static fn( Container $c ): Type_Choices => new Type_Choices( $c->get( Event_Types::class ) ) );
		$container->set( Rejected_Input::class, static fn(): Rejected_Input => new Rejected_Input() );
		$container->set( Setting::class, static fn( Container $c ): Setting => new Setting( $c->get( Options::class ), $c->get( Options_Sanitizer::class ), $c->get( Rejected_Input::class ) ) );
		$container->set( Setting_In_Rest::class, static fn( Container $c ): Setting_In_Rest => new Setting_In_Rest( $c->get( Setting::class ) ) );
		$container->set( Settings_Controller::class, static fn( Container $c ): Settings_Controller => new Settings_Controller( $c->get( Options::class ), $c->get( Setting::class ), $c->get( Permissions::class ) ) );
	}

	public function register( Container $container ): void {
		add_action( 'init', static fn() => self::register_setting( $container ), 10, 0 );
		add_action( Rest_Routes::WANTED, $container->call( Settings_Controller::class, 'register_routes' ), 10, 0 );
		add_filter( 'rest_request_before_callbacks', Rest_Routes::only( $container->call( Setting_In_Rest::class, 'refuse_bad_input' ), Rest_Routes::SETTINGS ), 10, 3 );
		add_filter( 'rest_request_after_callbacks', Rest_Routes::only( $container->call( Setting_In_Rest::class, 'keep_objects' ), Rest_Routes::SETTINGS ), 10, 3 );
	}

	/**
	 * Registers the setting, in the REST API when its routes are wanted. Whoever stores it earlier has it checked all the same.
	 */
	private static function register_setting( Container $container ): void {
		$register = $container->call( Setting::class, 'register' );
		if ( ! Rest_Routes::is_address() ) {
			$register();
			return;
		}
		$check = $container->call( Setting::class, 'sanitize' );
		add_filter( 'sanitize_option_realtime_events', $check, 10, 1 );
		add_action(
			Rest_Routes::WANTED,
			static function () use ( $register, $check ): void {
				remove_filter( 'sanitize_option_realtime_events', $check );
				$register();
			},
			10,
			0
		);
	}
}
