<?php
/**
 * What to copy where.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Diagnostics;

defined( 'ABSPATH' ) || exit;

/**
 * What mends a connection, to be copied.
 *
 * @since 0.1.0
 */
final class Fixes {

	/**
	 * Opens a port.
	 *
	 * @param int $port The port.
	 * @return list<array{ label: string, text: string }>
	 */
	public static function firewall( int $port ): array {
		return array(
			array(
				'label' => __( 'Firewall with ufw (Ubuntu, Debian)', 'realtime-events' ),
				'text'  => "sudo ufw allow $port/tcp",
			),
			array(
				'label' => __( 'Firewall with firewalld (Fedora, RHEL)', 'realtime-events' ),
				'text'  => "sudo firewall-cmd --permanent --add-port=$port/tcp && sudo firewall-cmd --reload",
			),
		);
	}

	/**
	 * Lets WordPress ask a host although wp-config.php forbids requests to others.
	 *
	 * @param string $host The host.
	 * @return list<array{ label: string, text: string }>
	 */
	public static function accessible_host( string $host ): array {
		$hosts = defined( 'WP_ACCESSIBLE_HOSTS' ) ? (string) WP_ACCESSIBLE_HOSTS . ',' : '';
		return array(
			array(
				'label' => __( 'In wp-config.php', 'realtime-events' ),
				'text'  => "define( 'WP_ACCESSIBLE_HOSTS', '$hosts$host' );",
			),
		);
	}

	/**
	 * Sets a clock by the network.
	 *
	 * @return list<array{ label: string, text: string }>
	 */
	public static function clock(): array {
		return array(
			array(
				'label' => __( 'On Linux with systemd, on the computer that is wrong', 'realtime-events' ),
				'text'  => 'sudo timedatectl set-ntp true',
			),
		);
	}
}
