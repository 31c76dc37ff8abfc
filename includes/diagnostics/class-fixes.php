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

	/**
	 * Looks a name up, as the server that runs WordPress does.
	 *
	 * @param string $host The name.
	 * @return list<array{ label: string, text: string }>
	 */
	public static function name( string $host ): array {
		return array(
			array(
				'label' => __( 'To see what the server that runs WordPress knows', 'realtime-events' ),
				'text'  => 'getent hosts ' . $host,
			),
		);
	}

	/**
	 * Starts the hub.
	 *
	 * @param string $command The command, without the key.
	 * @return list<array{ label: string, text: string }>
	 */
	public static function start( string $command ): array {
		return array(
			array(
				'label' => __( 'On the computer of the hub', 'realtime-events' ),
				'text'  => $command,
			),
		);
	}

	/**
	 * Renews certificates.
	 *
	 * @return list<array{ label: string, text: string }>
	 */
	public static function renewal(): array {
		return array(
			array(
				'label' => __( 'With certbot and nginx', 'realtime-events' ),
				'text'  => 'sudo certbot renew && sudo systemctl reload nginx',
			),
			array(
				'label' => __( 'With certbot and Apache', 'realtime-events' ),
				'text'  => 'sudo certbot renew && sudo systemctl reload apache2',
			),
		);
	}

	/**
	 * Gets a certificate. There is none for a bare address.
	 *
	 * @param string $host The name that it is to be for.
	 * @return list<array{ label: string, text: string }>
	 */
	public static function certificate( string $host ): array {
		return filter_var( $host, FILTER_VALIDATE_IP ) ? array() : array(
			array(
				'label' => __( 'With certbot and nginx', 'realtime-events' ),
				'text'  => "sudo certbot --nginx -d $host",
			),
			array(
				'label' => __( 'With certbot and Apache', 'realtime-events' ),
				'text'  => "sudo certbot --apache -d $host",
			),
			array(
				'label' => __( 'Caddy gets one by itself', 'realtime-events' ),
				'text'  => "$host {\n\treverse_proxy HUB_HOST:8090\n}",
			),
		);
	}

	/**
	 * Shows a certificate's whole chain.
	 *
	 * @param string $host The name that it is for.
	 * @return list<array{ label: string, text: string }>
	 */
	public static function chain( string $host ): array {
		return array(
			array(
				'label' => __( 'nginx, in the server block', 'realtime-events' ),
				'text'  => "ssl_certificate /etc/letsencrypt/live/$host/fullchain.pem;\nssl_certificate_key /etc/letsencrypt/live/$host/privkey.pem;",
			),
			array(
				'label' => __( 'Apache, in the virtual host', 'realtime-events' ),
				'text'  => "SSLCertificateFile /etc/letsencrypt/live/$host/fullchain.pem\nSSLCertificateKeyFile /etc/letsencrypt/live/$host/privkey.pem",
			),
		);
	}
}
