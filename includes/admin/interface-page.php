<?php
/**
 * A page in wp-admin.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Admin;

defined( 'ABSPATH' ) || exit;

/**
 * A page in wp-admin. The menu calls it; it adds no hooks itself.
 *
 * @since 0.1.0
 */
interface Page {

	/**
	 * Its name in the address: `admin.php?page=…`.
	 */
	public function slug(): string;

	/**
	 * Its name in the menu.
	 */
	public function title(): string;

	/**
	 * What a user needs to open it.
	 */
	public function capability(): string;

	/**
	 * Does what has to be done before anything is printed.
	 */
	public function load(): void;

	/**
	 * Asks for its scripts and styles.
	 */
	public function enqueue(): void;

	/**
	 * Prints it.
	 */
	public function render(): void;
}
