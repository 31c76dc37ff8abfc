<?php
/**
 * A site for trying things: what would leave the machine stays on it.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

// Mail is written down instead of sent; there is seldom a mail server, and never one to bother.
add_filter(
	'pre_wp_mail',
	static function ( $sent, array $mail ): bool {
		$entry = array( 'time' => gmdate( 'c' ) ) + array_intersect_key( $mail, array_flip( array( 'to', 'subject', 'message' ) ) );
		file_put_contents( dirname( ABSPATH ) . '/mail.ndjson', wp_json_encode( $entry ) . "\n", FILE_APPEND | LOCK_EX );
		return true;
	},
	10,
	2
);

// Outgoing requests are blocked, so a look for updates could only fail, and complain in the log. There are none.
add_filter(
	'pre_http_request',
	static function ( mixed $answer, array $args, string $url ): mixed {
		if ( ! preg_match( '#^https?://api\.wordpress\.org/(core/version-check|plugins/update-check|themes/update-check)/#', $url ) ) {
			return $answer;
		}
		return array(
			'headers'  => array(),
			'body'     => '{"offers":[],"plugins":[],"themes":[],"no_update":[],"translations":[]}',
			'response' => array(
				'code'    => 200,
				'message' => 'OK',
			),
			'cookies'  => array(),
			'filename' => null,
		);
	},
	10,
	3
);

// Pictures of people come from here, not from a service on the internet that may be out of reach: an initial on a colour.
add_filter(
	'pre_get_avatar_data',
	static function ( array $args, mixed $id_or_email ): array {
		$user = match ( true ) {
			is_numeric( $id_or_email )         => get_user_by( 'id', (int) $id_or_email ),
			$id_or_email instanceof WP_Post    => get_user_by( 'id', (int) $id_or_email->post_author ),
			$id_or_email instanceof WP_Comment => get_user_by( 'id', (int) $id_or_email->user_id ),
			is_string( $id_or_email )          => get_user_by( 'email', $id_or_email ),
			default                            => $id_or_email,
		};
		$name    = $user instanceof WP_User ? $user->display_name : '?';
		$initial = mb_strtoupper( mb_substr( $name, 0, 1 ) );
		$hue     = crc32( $name ) % 360;
		$folder  = wp_get_upload_dir();
		$file    = sprintf( 'avatars/%s.svg', md5( $name ) );
		if ( ! is_file( "{$folder['basedir']}/$file" ) ) {
			wp_mkdir_p( "{$folder['basedir']}/avatars" );
			file_put_contents(
				"{$folder['basedir']}/$file",
				sprintf(
					'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96"><rect width="96" height="96" fill="hsl(%d 45%% 40%%)"/><text x="48" y="64" font-family="sans-serif" font-size="48" fill="#fff" text-anchor="middle">%s</text></svg>',
					$hue,
					esc_html( $initial )
				),
				LOCK_EX
			);
		}
		$args['url']          = "{$folder['baseurl']}/$file";
		$args['found_avatar'] = true;
		return $args;
	},
	10,
	2
);
