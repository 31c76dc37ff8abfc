<?php
/**
 * The folder of the event file.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Delivery\Servers;

use WP_Error;
use WP_Filesystem_Direct;

defined( 'ABSPATH' ) || exit;

/**
 * A folder below the uploads that nobody can guess and no web server shows.
 *
 * @since 0.1.0
 */
final class Event_Folder {

	/** Holds the part of the folder's name that cannot be guessed. */
	public const OPTION = 'realtime_events_file_folder';

	/** For the user that PHP and the hub run as; the group may read. */
	public const FILE_MODE = 0640;

	private const FOLDER_MODE  = 0750;
	private const RANDOM_BYTES = 16;
	private const NAME_PATTERN = '/^[0-9a-f]{32}$/D';

	/** Apache obeys the one, and every web server finds nothing to list because of the other. For nginx the name has to do. */
	private const GUARDS = array(
		'.htaccess' => "<IfModule mod_authz_core.c>\n\tRequire all denied\n</IfModule>\n<IfModule !mod_authz_core.c>\n\tDeny from all\n</IfModule>\n",
		'index.php' => "<?php\n// Nothing to see here.\n",
	);

	/**
	 * Where it is, or will be.
	 *
	 * @return string Without a slash at the end.
	 */
	public function path(): string {
		$name = get_option( self::OPTION );
		if ( ! self::is_name( $name ) ) {
			$name = bin2hex( random_bytes( self::RANDOM_BYTES ) );
			update_option( self::OPTION, $name, false );
		}
		return self::uploads() . "/realtime-events-$name";
	}

	/**
	 * Makes it, where it is not there yet.
	 *
	 * @return true|WP_Error Codes: `filesystem_credentials`, `folder_not_writable`.
	 */
	public function prepare(): bool|WP_Error {
		return $this->is_there() ? true : $this->make();
	}

	/**
	 * Whether WordPress writes files as the user it runs as. Where it would need FTP credentials nobody is there to enter them.
	 *
	 * @return true|WP_Error Codes: `filesystem_credentials`, `folder_not_writable`.
	 */
	public function check(): bool|WP_Error {
		require_once ABSPATH . 'wp-admin/includes/file.php';
		$uploads = self::uploads();
		if ( ! wp_mkdir_p( $uploads ) || ! wp_is_writable( $uploads ) ) {
			/* translators: %s: path of a folder. */
			return new WP_Error( 'folder_not_writable', sprintf( __( 'WordPress cannot write to %s.', 'realtime-events' ), $uploads ) );
		}
		// These are the plugin's own files, so that it does not matter who owns those of WordPress.
		if ( 'direct' !== get_filesystem_method( array(), $uploads, true ) ) {
			return new WP_Error( 'filesystem_credentials', __( 'This site writes files with FTP or SSH credentials only. An event file has to be written without anybody entering them.', 'realtime-events' ) );
		}
		return true;
	}

	/**
	 * Removes it and all that is in it.
	 */
	public function remove(): void {
		if ( self::is_name( get_option( self::OPTION ) ) ) {
			self::filesystem()->delete( $this->path(), true );
			delete_option( self::OPTION );
		}
	}

	private function make(): bool|WP_Error {
		$checked = $this->check();
		if ( is_wp_error( $checked ) ) {
			return $checked;
		}
		$folder = $this->path();
		$files  = self::filesystem();
		$files->mkdir( $folder, self::FOLDER_MODE );
		foreach ( self::GUARDS as $name => $content ) {
			if ( ! is_dir( $folder ) || ! $files->put_contents( "$folder/$name", $content, self::FILE_MODE ) ) {
				/* translators: %s: path of a folder. */
				return new WP_Error( 'folder_not_writable', sprintf( __( 'WordPress cannot write to %s.', 'realtime-events' ), $folder ) );
			}
		}
		return true;
	}

	private function is_there(): bool {
		$folder = $this->path();
		foreach ( array_keys( self::GUARDS ) as $name ) {
			if ( ! is_file( "$folder/$name" ) ) {
				return false;
			}
		}
		return true;
	}

	private static function uploads(): string {
		return untrailingslashit( wp_upload_dir( null, false )['basedir'] );
	}

	private static function is_name( mixed $name ): bool {
		return is_string( $name ) && 1 === preg_match( self::NAME_PATTERN, $name );
	}

	/**
	 * Not the global one, which may be another plugin's over FTP.
	 */
	private static function filesystem(): WP_Filesystem_Direct {
		require_once ABSPATH . 'wp-admin/includes/file.php';
		require_once ABSPATH . 'wp-admin/includes/class-wp-filesystem-base.php';
		require_once ABSPATH . 'wp-admin/includes/class-wp-filesystem-direct.php';
		return new WP_Filesystem_Direct( null );
	}
}
