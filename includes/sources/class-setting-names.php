<?php
/**
 * What settings are called.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Sources;

defined( 'ABSPATH' ) || exit;

/**
 * What people call the settings in Sources_Module::SETTINGS: as WordPress's own screens do.
 *
 * @since 0.1.0
 */
final class Setting_Names {

	/**
	 * The name of a setting in the language of the moment.
	 *
	 * @param string $option The option that it is kept in.
	 */
	public static function of( string $option ): string {
		return match ( $option ) {
			'blogname'               => __( 'Site title', 'realtime-events' ),
			'blogdescription'        => __( 'Tagline', 'realtime-events' ),
			'siteurl'                => __( 'WordPress address', 'realtime-events' ),
			'home'                   => __( 'Site address', 'realtime-events' ),
			'users_can_register'     => __( 'Anyone can register', 'realtime-events' ),
			'default_role'           => __( 'Role of new users', 'realtime-events' ),
			'timezone_string',
			'gmt_offset'             => __( 'Time zone', 'realtime-events' ),
			'date_format'            => __( 'Date format', 'realtime-events' ),
			'time_format'            => __( 'Time format', 'realtime-events' ),
			'start_of_week'          => __( 'First day of the week', 'realtime-events' ),
			'WPLANG'                 => __( 'Site language', 'realtime-events' ),
			'permalink_structure'    => __( 'Permalinks', 'realtime-events' ),
			'show_on_front'          => __( 'What the home page shows', 'realtime-events' ),
			'page_on_front'          => __( 'Home page', 'realtime-events' ),
			'page_for_posts'         => __( 'Posts page', 'realtime-events' ),
			'posts_per_page'         => __( 'Posts on a page', 'realtime-events' ),
			'blog_public'            => __( 'Search engine visibility', 'realtime-events' ),
			'default_comment_status' => __( 'Comments on new posts', 'realtime-events' ),
			'comment_moderation'     => __( 'Approval of comments', 'realtime-events' ),
			'comment_registration'   => __( 'Who may comment', 'realtime-events' ),
			'admin_email'            => __( 'Administration email address', 'realtime-events' ),
			default                  => $option,
		};
	}
}
