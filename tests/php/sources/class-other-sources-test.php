<?php
/**
 * Tests of what is told of comments, users, media, terms, code and settings.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Sources;

use Realtime_Events\Access\Api_Key;
use Realtime_Events\Access\Channels;
use Realtime_Events\Blocks\Sentence;
use Realtime_Events\Events\Event;
use Realtime_Events\Events\Event_Type;
use Realtime_Events\Events\Event_Types;
use Realtime_Events\Events\Ledger_Schema;
use Realtime_Events\Events\Types\Shop_Types;
use Realtime_Events\Sources\Login_Failure_Source;
use Realtime_Events\Sources\Setting_Names;
use Realtime_Events\Settings\Options_Schema;
use Realtime_Events\Sources\Settings_Source;
use Realtime_Events\Sources\Sources_Module;

require_once __DIR__ . '/class-source-test-case.php';

final class Other_Sources_Test extends Source_Test_Case {

	protected function setUp(): void {
		parent::setUp();
		add_filter( 'pre_wp_mail', '__return_true' );
		// Some of these hooks make WordPress look for updates.
		$this->answer_http_with( 500 );
	}

	/**
	 * @testWith ["1", 0, "comment.created"]
	 *           ["1", 1, "comment.replied"]
	 *           ["0", 0, "comment.held"]
	 *           ["spam", 0, "comment.spammed"]
	 */
	public function test_a_new_comment_is_one_event_by_its_status( string $approved, int $reply, string $type ): void {
		$post   = $this->create_post( array( 'post_title' => 'Hello' ) );
		$parent = $reply ? (int) $this->create_comment( $post, array( 'comment_author' => 'Paula' ) )->comment_ID : 0;
		$before = count( $this->told( 'comment.' ) );
		$this->create_comment( $post, array( 'comment_approved' => $approved, 'comment_parent' => $parent, 'comment_author' => 'Carl &amp; Co', 'comment_content' => '<b>Fine</b> ' . str_repeat( 'x', 500 ) ) );

		self::assertCount( $before + 1, $this->told( 'comment.' ) );
		$event = $this->last( 'comment.' );
		self::assertSame( array( $type, 'Hello', 'Carl & Co', $reply ? 'Paula' : '' ), array( $event->type, $event->data['title'], $event->data['author'], $event->data['parent_author'] ) );
		self::assertSame( 140, mb_strlen( $event->data['excerpt'] ) );
	}

	public function test_moderation_is_told(): void {
		$comment = $this->create_comment( $this->create_post(), array( 'comment_approved' => '0' ) );
		foreach ( array( 'approve', 'hold', 'spam', 'trash' ) as $status ) {
			$this->reset_request();
			wp_set_comment_status( $comment->comment_ID, $status );
		}
		self::assertSame( array( 'comment.held', 'comment.approved', 'comment.held', 'comment.spammed', 'comment.trashed' ), $this->types( 'comment.' ) );
	}

	public function test_each_step_of_a_comment_tells_how_many_visitors_can_read(): void {
		$post  = $this->create_post();
		$other = $this->create_comment( $post );
		$this->create_comment( $this->create_post() );
		$comment = $this->create_comment( $post, array( 'comment_approved' => '0' ) );
		foreach ( array( 'approve', 'hold', 'approve', 'spam', 'approve', 'trash' ) as $status ) {
			$this->reset_request();
			wp_set_comment_status( $comment->comment_ID, $status );
		}
		$this->reset_request();
		wp_set_comment_status( $other->comment_ID, 'trash' );
		$of_post = array_filter( $this->told( 'comment.' ), static fn( $event ) => $post->ID === $event->data['post_id'] );
		self::assertSame( array( 1, 1, 2, 1, 2, 1, 2, 1, 0 ), array_values( array_map( static fn( $event ) => $event->data['comments'], $of_post ) ) );
	}

	public function test_visitors_are_told_of_what_they_cannot_read_by_its_number_alone(): void {
		$public = array();
		foreach ( array( 'comment.created', 'comment.held', 'comment.trashed' ) as $type ) {
			$public[ $type ] = array( 'enabled' => true, 'public' => true );
		}
		update_option( 'realtime_events', array( 'types' => $public ) );
		$post    = $this->create_post();
		$comment = $this->create_comment( $post, array( 'comment_author' => 'Carl' ) );
		$this->create_comment( $this->create_post( array( 'post_status' => 'draft' ) ), array( 'comment_author' => 'Dora' ) );
		wp_set_comment_status( $comment->comment_ID, 'hold' );
		wp_set_comment_status( $comment->comment_ID, 'trash' );

		$told = array_values( array_filter( $this->told( 'comment.' ), static fn( $event ) => 'public' === $event->channel ) );
		self::assertSame( array( 'comment.created', 'comment.held', 'comment.trashed' ), array_column( $told, 'type' ), 'Of a draft visitors hear nothing.' );
		self::assertSame( array( 'Carl', 1 ), array( $told[0]->data['author'], $told[0]->data['comments'] ) );
		self::assertSame( array( 'post_id' => $post->ID, 'comments' => 0 ), $told[1]->data );
		self::assertSame( array( 'post_id' => $post->ID, 'comments' => 0 ), $told[2]->data );
	}

	public function test_visitors_do_not_hear_of_a_post_before_they_can_read_it(): void {
		$public = array();
		foreach ( array( 'post.published', 'post.updated', 'post.trashed', 'post.deleted', 'post.author_changed' ) as $type ) {
			$public[ $type ] = array( 'enabled' => true, 'public' => true );
		}
		update_option( 'realtime_events', array( 'types' => $public ) );
		$told  = fn(): array => array_column( array_filter( $this->told( 'post.' ), static fn( $event ) => 'public' === $event->channel ), 'type' );
		$draft = $this->create_post( array( 'post_status' => 'future', 'post_date' => '2099-01-01 10:00:00', 'post_date_gmt' => '2099-01-01 10:00:00' ) );
		$this->reset_request();
		wp_update_post( array( 'ID' => $draft->ID, 'post_title' => 'A secret until 2099' ) );
		self::assertSame( 'post.updated', $this->last( 'post.' )->type );
		wp_trash_post( $draft->ID );
		wp_delete_post( $draft->ID, true );
		self::assertSame( array(), $told() );

		$post = $this->create_post();
		$this->reset_request();
		wp_update_post( array( 'ID' => $post->ID, 'post_title' => 'Better' ) );
		$this->reset_request();
		wp_trash_post( $post->ID );
		$this->reset_request();
		wp_delete_post( $post->ID, true );
		self::assertSame( array( 'post.published', 'post.updated', 'post.trashed', 'post.deleted' ), $told() );
	}

	public function test_comments_on_a_private_post_are_for_those_who_may_read_it(): void {
		$this->create_comment( $this->create_post( array( 'post_status' => 'private' ) ) );
		self::assertSame( 'admins', $this->last( 'comment.' )->channel );
	}

	public function test_notes_of_other_plugins_are_no_comments(): void {
		$this->create_comment( $this->create_post(), array( 'comment_type' => 'order_note' ) );
		self::assertSame( array(), $this->types( 'comment.' ) );
	}

	public function test_no_e_mail_and_no_ip_address_leaves_with_a_comment(): void {
		$this->create_comment( $this->create_post(), array( 'comment_author_email' => 'secret@example.org', 'comment_author_IP' => '203.0.113.7' ) );
		$this->assert_told_nowhere( array( 'secret@example.org', '203.0.113.7' ) );
	}

	/**
	 * @param list<string> $secrets What may be in no event.
	 */
	private function assert_told_nowhere( array $secrets ): void {
		foreach ( $this->told( '' ) as $event ) {
			foreach ( $secrets as $secret ) {
				self::assertStringNotContainsString( $secret, wp_json_encode( $event->to_cloudevent() ) );
			}
		}
	}

	public function test_a_users_way_from_registration_to_the_end(): void {
		$user = $this->create_user( 'subscriber', array( 'display_name' => 'Ulla', 'user_pass' => 'pass-word-one', 'user_email' => 'ulla@example.org' ) );
		self::assertSame( array( 'user.registered' ), $this->types( 'user.' ), 'The first role is a part of that.' );
		$user->set_role( 'editor' );
		wp_update_user( array( 'ID' => $user->ID, 'display_name' => 'Ulla U', 'user_email' => 'other@example.org', 'user_pass' => 'pass-word-two', 'description' => 'Lives by the sea' ) );
		wp_update_user( array( 'ID' => $user->ID ) );
		do_action( 'wp_login', $user->user_login, get_userdata( $user->ID ) );
		do_action( 'wp_logout', $user->ID );
		require_once ABSPATH . 'wp-admin/includes/user.php';
		wp_delete_user( $user->ID );

		self::assertSame( array( 'user.registered', 'user.role_changed', 'user.profile_updated', 'user.logged_in', 'user.logged_out', 'user.deleted' ), $this->types( 'user.' ) );
		self::assertSame( array( 'admins' ), array_values( array_unique( array_column( $this->told( 'user.' ), 'channel' ) ) ) );
		[ , $role, $profile, $login ] = $this->told( 'user.' );
		self::assertSame( array( 'editor', array( 'subscriber' ) ), array( $role->data['role'], $role->data['previous_roles'] ) );
		self::assertSame( array( 'name', 'email', 'password', 'biography' ), $profile->data['changed'] );
		self::assertSame( array( $user->ID, 'Ulla U' ), array( $login->actor_id, $login->actor_name ) );
		$this->assert_told_nowhere( array( 'Lives by the sea', 'pass-word-one', 'pass-word-two', 'ulla@example.org', 'other@example.org', get_userdata( 1 )->user_pass ) );
	}

	public function test_a_role_that_is_added_or_taken_away_is_told_like_one_that_is_set(): void {
		$user = $this->create_user( 'author' );
		self::assertSame( array( 'user.registered' ), $this->types( 'user.' ) );
		$told = function (): array {
			$event = $this->last( 'user.role_changed' );
			return array( $event->data['role'], $event->data['roles'], $event->data['previous_roles'] );
		};
		$user->add_role( 'editor' );
		self::assertSame( array( 'editor', array( 'author', 'editor' ), array( 'author' ) ), $told() );
		$this->reset_request();
		$user->remove_role( 'author' );
		self::assertSame( array( 'editor', array( 'editor' ), array( 'author', 'editor' ) ), $told() );
		$this->reset_request();
		$user->set_role( 'subscriber' );
		self::assertSame( array( 'subscriber', array( 'subscriber' ), array( 'editor' ) ), $told() );
		self::assertCount( 3, $this->types( 'user.role_changed' ), 'WordPress fires three actions when a role is set.' );

		$this->reset_request();
		$user->add_role( 'editor' );
		$user->add_role( 'author' );
		self::assertSame( array( 'editor', array( 'subscriber', 'editor', 'author' ), array( 'subscriber' ) ), $told() );
		self::assertCount( 4, $this->types( 'user.role_changed' ), 'What a request does to the roles of a user is one event.' );
		$this->reset_request();
		$user->set_role( '' );
		self::assertSame( array( '', array(), array( 'subscriber', 'editor', 'author' ) ), $told() );
		$this->reset_request();
		$user->add_role( 'editor' );
		self::assertSame( array( 'editor', array( 'editor' ), array() ), $told() );
		$this->reset_request();
		$user->add_cap( 'edit_themes' );
		self::assertCount( 6, $this->types( 'user.role_changed' ), 'A right is no role.' );
	}

	public function test_a_failed_login_tells_whose_it_was_and_never_what_was_typed(): void {
		$user = $this->create_user( 'author', array( 'display_name' => 'Artur' ) );
		do_action( 'wp_login_failed', $user->user_login, new \WP_Error() );
		self::assertSame( array( 'Artur', 1 ), array( $this->last( 'user.login_failed' )->data['name'], $this->last( 'user.login_failed' )->data['count'] ) );
		do_action( 'wp_login_failed', 'my-password-in-the-wrong-field', new \WP_Error() );
		self::assertArrayNotHasKey( 'name', $this->last( 'user.login_failed' )->data );
		$this->assert_told_nowhere( array( 'my-password-in-the-wrong-field' ) );
	}

	public function test_a_brute_force_run_does_not_fill_the_ledger(): void {
		global $wpdb;
		$count = static fn(): int => (int) $wpdb->get_var( $wpdb->prepare( "SELECT COUNT(*) FROM %i WHERE type = 'user.login_failed'", Ledger_Schema::table() ) );
		for ( $attempt = 0; $attempt < 250; $attempt++ ) {
			do_action( 'wp_login_failed', 'admin', new \WP_Error() );
		}
		self::assertSame( Login_Failure_Source::EVENTS_PER_HOUR, $count() );
		self::assertNotFalse( wp_next_scheduled( Login_Failure_Source::SUMMARY_HOOK ) );

		do_action( Login_Failure_Source::SUMMARY_HOOK );
		do_action( Login_Failure_Source::SUMMARY_HOOK );
		self::assertSame( Login_Failure_Source::EVENTS_PER_HOUR + 1, $count() );
		self::assertSame( 150, $this->last( 'user.login_failed' )->data['count'] );
	}

	public function test_media_are_told_to_those_who_may_read_the_post_they_hang_on(): void {
		$private = $this->create_post( array( 'post_status' => 'private' ) );
		$open    = wp_insert_attachment( array( 'post_title' => 'Open', 'post_mime_type' => 'image/png' ), '2026/01/open.png' );
		wp_insert_attachment( array( 'post_title' => 'Closed', 'post_mime_type' => 'image/png' ), '2026/01/closed.png', $private->ID );
		self::assertSame( array( 'editors', 'admins' ), array_column( $this->told( 'media.' ), 'channel' ) );
		self::assertSame( 'open.png', $this->told( 'media.' )[0]->data['file'] );

		$this->reset_request();
		wp_update_post( array( 'ID' => $open, 'post_title' => 'Opened', 'post_excerpt' => 'Caption' ) );
		self::assertSame( array( 'title', 'caption' ), $this->last( 'media.edited' )->data['changed'] );
		wp_delete_attachment( $open, true );
		self::assertSame( 'Opened', $this->last( 'media.deleted' )->data['title'] );
		self::assertSame( array(), array_values( array_filter( $this->types( 'post.' ), static fn( string $type ): bool => 'post.published' !== $type ) ), 'A file is no post.' );
	}

	public function test_a_picture_that_is_cropped_or_replaced_is_edited_and_one_that_is_uploaded_is_not(): void {
		$uploaded = wp_insert_attachment( array( 'post_title' => 'Photo', 'post_mime_type' => 'image/jpeg' ), '2026/01/photo.jpg' );
		wp_update_attachment_metadata( $uploaded, array( 'file' => '2026/01/photo.jpg' ) );
		// What WordPress does to a large one by itself.
		update_attached_file( $uploaded, '2026/01/photo-scaled.jpg' );
		update_post_meta( $uploaded, '_wp_attachment_image_alt', 'A photo' );
		self::assertSame( array( 'media.uploaded' ), $this->types( 'media.' ) );

		$this->reset_request();
		wp_update_attachment_metadata( $uploaded, array( 'file' => '2026/01/photo-scaled.jpg', 'sizes' => array( 'thumbnail' => array() ) ) );
		update_attached_file( $uploaded, '2026/01/photo-rotated.jpg' );
		self::assertSame( array( 'media.uploaded' ), $this->types( 'media.' ), 'Small pictures are made later, too.' );

		update_attached_file( $uploaded, '2026/01/photo-e1700000000000.jpg' );
		wp_update_post( array( 'ID' => $uploaded, 'post_title' => 'Better photo' ) );
		update_post_meta( $uploaded, '_wp_attachment_image_alt', 'A better photo' );
		self::assertSame( array( 'media.uploaded', 'media.edited' ), $this->types( 'media.' ) );
		self::assertSame( array( array( 'file', 'title', 'alternative_text' ), 'photo-e1700000000000.jpg' ), array( $this->last( 'media.' )->data['changed'], $this->last( 'media.' )->data['file'] ) );

		$this->reset_request();
		update_attached_file( $uploaded, '2026/01/photo-e1700000000000.jpg' );
		update_post_meta( $this->create_post()->ID, '_wp_attached_file', 'x' );
		self::assertCount( 2, $this->types( 'media.' ), 'Nothing has changed.' );
	}

	public function test_terms_are_told_by_name(): void {
		$term = wp_insert_term( 'Fish &amp; chips', 'category' );
		$this->reset_request();
		wp_update_term( $term['term_id'], 'category', array( 'name' => 'Chips' ) );
		wp_delete_term( $term['term_id'], 'category' );
		self::assertSame( array( 'term.created', 'term.updated', 'term.deleted' ), $this->types( 'term.' ) );
		self::assertSame( array( 'Fish & chips', 'Chips', 'Chips' ), array_map( static fn( $event ) => $event->data['name'], $this->told( 'term.' ) ) );
	}

	public function test_menus_are_no_terms(): void {
		wp_create_nav_menu( 'Main' );
		self::assertSame( array(), $this->types( 'term.' ) );
	}

	public function test_code_is_told_by_its_name(): void {
		do_action( 'activated_plugin', 'gone/gone.php', false );
		self::assertSame( array( 'plugin.activated', 'gone', 'gone/gone.php' ), array( $this->last( 'plugin.' )->type, $this->last( 'plugin.' )->data['name'], $this->last( 'plugin.' )->data['plugin'] ) );
		require_once ABSPATH . 'wp-admin/includes/class-wp-upgrader.php';
		do_action( 'upgrader_process_complete', new \stdClass(), array( 'type' => 'plugin', 'action' => 'update', 'plugins' => array( 'a/a.php', 'b/b.php' ) ) );
		self::assertSame( array( 'plugin.activated', 'plugin.updated', 'plugin.updated' ), $this->types( 'plugin.' ) );
		do_action( 'activated_plugin', plugin_basename( \Realtime_Events\PLUGIN_FILE ), false );
		self::assertCount( 3, $this->types( 'plugin.' ) );
	}

	public function test_a_new_version_of_wordpress_is_told_with_the_one_before(): void {
		require_once ABSPATH . 'wp-admin/includes/update-core.php';
		do_action( '_core_updated_successfully', '9.9' );
		self::assertSame( array( 'core.updated' ), $this->types( 'core.' ) );
		self::assertSame( array( 'version' => '9.9', 'previous_version' => wp_get_wp_version() ), $this->last( 'core.' )->data );
	}

	public function test_a_plugin_is_told_when_it_was_installed_and_when_it_was_deleted_and_not_when_that_failed(): void {
		require_once ABSPATH . 'wp-admin/includes/class-wp-upgrader.php';
		$upgrader = new class() {
			public function plugin_info(): string {
				return 'shiny/shiny.php';
			}
		};
		do_action( 'upgrader_process_complete', $upgrader, array( 'type' => 'plugin', 'action' => 'install' ) );
		self::assertSame( array( 'plugin.installed', 'shiny/shiny.php', 'shiny' ), array( $this->last( 'plugin.' )->type, $this->last( 'plugin.' )->data['plugin'], $this->last( 'plugin.' )->data['name'] ) );
		do_action( 'deleted_plugin', 'shiny/shiny.php', false );
		self::assertSame( array( 'plugin.installed' ), $this->types( 'plugin.' ) );
		do_action( 'deleted_plugin', 'shiny/shiny.php', true );
		self::assertSame( array( 'plugin.installed', 'plugin.deleted' ), $this->types( 'plugin.' ) );
		self::assertSame( 'shiny/shiny.php', $this->last( 'plugin.' )->data['plugin'] );
	}

	public function test_settings_on_the_list_are_told_and_no_others(): void {
		update_option( 'blogname', 'New name' );
		update_option( 'some_secret_token', 'first' );
		update_option( 'some_secret_token', 'second' );
		update_option( 'admin_email', 'boss@example.org' );
		self::assertSame( array( 'blogname', 'admin_email' ), array_map( static fn( $event ) => $event->data['option'], $this->told( 'site.' ) ) );
		self::assertSame( 'New name', $this->told( 'site.' )[0]->data['new'] );
		self::assertSame( 'Site title', $this->told( 'site.' )[0]->data['name'] );
		$this->assert_told_nowhere( array( 'boss@example.org', 'second' ) );
	}

	public function test_every_setting_that_is_told_of_has_a_name_for_people(): void {
		foreach ( array_keys( Sources_Module::SETTINGS ) as $option ) {
			self::assertNotSame( $option, Setting_Names::of( $option ) );
		}
	}

	/**
	 * @testWith [{"option": "blogname", "name": "Site title"}, "Site title"]
	 *           [{"option": "blogname"}, "blogname"]
	 */
	public function test_a_change_kept_before_settings_had_names_is_told_to_its_end( array $data, string $called ): void {
		$sentence = $this->service( Event_Types::class )->get( 'site.setting_changed' )->sentence();
		self::assertSame( "Ada changed the setting {$called}", Sentence::plain( Sentence::parts( $sentence, array( 'actorname' => 'Ada' ) + $data, null ) ) );
	}

	public function test_what_happens_to_the_plugin_itself_is_told_without_secrets(): void {
		update_option( 'realtime_events', array( 'server_url' => 'http://first.example' ) );
		update_option( 'realtime_events', array( 'server_url' => 'http://second.example:8090' ) );
		self::assertSame( 'second.example', $this->last( 'realtime_events.server_changed' )->data['server'] );

		$key = $this->service( Api_Key::class )->generate();
		self::assertSame( array(), $this->types( 'realtime_events.key' ), 'The first key changes nothing.' );
		$new = $this->service( Api_Key::class )->rotate( 60 );
		self::assertSame( array( 'realtime_events.key_rotated' ), $this->types( 'realtime_events.key' ) );
		$this->assert_told_nowhere( array( $key, $new ) );
	}

	public function test_which_of_its_own_settings_change_is_told_and_never_what_they_are(): void {
		$settings = array(
			'server_url'      => 'http://first.example',
			'profile_options' => array( 'headers' => array( 'X-Secret' => 'secret-header-value' ) ),
		);
		update_option( 'realtime_events', $settings );
		update_option( 'realtime_events', $settings + array( 'retention_days' => 30, 'roles' => array( 'view' => array( 'editor' ) ) ) );
		$event = $this->last( 'realtime_events.settings_changed' );
		self::assertEqualsCanonicalizing( array( 'retention_days', 'roles' ), $event->data['changed'] );
		self::assertSame( array( 'changed' ), array_keys( $event->data ) );
		self::assertSame( array( 'admins', 'realtime_events/settings' ), array( $event->channel, $event->subject ) );
		update_option( 'realtime_events', array( 'profile_options' => array( 'headers' => array( 'X-Secret' => 'secret-header-other' ) ) ) + $settings );
		$this->assert_told_nowhere( array( 'secret-header-value', 'secret-header-other' ) );
	}

	public function test_settings_that_are_stored_anew_as_they_are_by_default_have_not_changed(): void {
		update_option( 'realtime_events', array( 'server_url' => 'http://first.example' ) );
		update_option( 'realtime_events', array_reverse( array( 'server_url' => 'http://first.example' ) + Options_Schema::defaults(), true ) );
		self::assertSame( array(), $this->types( 'realtime_events.settings' ) );
	}

	public function test_that_the_plugin_is_ready_is_told_once(): void {
		$this->act_as( 'author' );
		$this->service( Settings_Source::class )->initialize();
		self::assertSame( array(), $this->types( 'realtime_events.initialized' ) );
		$this->act_as( 'administrator' );
		$this->service( Settings_Source::class )->initialize();
		$this->service( Settings_Source::class )->initialize();
		self::assertSame( array( 'realtime_events.initialized' ), $this->types( 'realtime_events.initialized' ) );
	}

	public function test_recovery_mode_is_told_and_its_message_goes_out_unchanged(): void {
		self::assertSame( array( 'to' => 'x' ), apply_filters( 'recovery_mode_email', array( 'to' => 'x' ), 'url' ) );
		self::assertSame( array( 'site.recovery_mode_entered' ), $this->types( 'site.recovery' ) );
	}

	public function test_a_hook_that_is_called_with_nonsense_takes_nothing_down(): void {
		$notices = array();
		set_error_handler( // phpcs:ignore WordPress.PHP.DevelopmentFunctions -- That a developer is told is what is tested.
			static function ( int $level, string $message ) use ( &$notices ): bool {
				$notices[] = $message;
				return true;
			},
			E_USER_NOTICE
		);
		try {
			do_action( 'wp_insert_comment', array(), null );
			do_action( 'user_register', null );
			do_action( 'transition_comment_status', 1.5, null );
			self::assertSame( 'kept', apply_filters( 'recovery_mode_email', 'kept', 'url' ) );
		} finally {
			restore_error_handler();
		}
		self::assertStringContainsString( 'Comment_Source::written', implode( "\n", $notices ) );
		self::assertSame( array(), $this->types( 'comment.' ) );
	}

	/**
	 * All that the plugin itself declares, those of a shop too.
	 *
	 * @return array<string, array{ string }>
	 */
	public function declared_types(): array {
		$names = array_keys( self::all_types() );
		return array_combine( $names, array_map( static fn( string $name ): array => array( $name ), $names ) );
	}

	/**
	 * @return array<string, Event_Type>
	 */
	private static function all_types(): array {
		$shop = new Event_Types( array( 'order' => array( array( Shop_Types::class, 'declare' ) ) ) );
		return \Realtime_Events\container()->get( Event_Types::class )->all() + $shop->all();
	}

	/**
	 * @dataProvider declared_types
	 */
	public function test_every_type_is_declared_with_all_that_screens_and_readers_need( string $name ): void {
		$type   = self::all_types()[ $name ];
		$icons  = (string) file_get_contents( ABSPATH . WPINC . '/css/dashicons.css' );
		$fields = array_keys( $type->schema['properties'] ?? array() );
		self::assertTrue( $type->declared );
		self::assertNotSame( $name, $type->label() );
		self::assertNotSame( '', $type->sentence() );
		self::assertMatchesRegularExpression( '/^[a-z-]+$/', $type->group );
		self::assertStringContainsString( ".dashicons-{$type->icon}:before", $icons, 'The icon is one that WordPress has.' );
		self::assertContains( $type->severity, Event::SEVERITIES );
		self::assertTrue( $this->service( Channels::class )->carries_events( $type->channel ) );
		self::assertSame( 'object', $type->schema['type'] );
		self::assertDoesNotMatchRegularExpression( '#^(?:[a-z]+:|/)#', $type->link, 'Relative to wp-admin.' );
		self::assertSame( array(), array_diff( $type->public_fields, $fields ), 'What may be public is a field.' );
		preg_match_all( '/\{([\w|]+)\}/', $type->sentence() . $type->link, $placeholders );
		self::assertSame( array(), array_diff( explode( '|', implode( '|', $placeholders[1] ) ), array( 'actorname', '' ), $fields ), 'What stands in braces are fields.' );
		self::assertSame( array(), array_diff( array_keys( $type->public_data( array_fill_keys( $fields, 'x' ) ) ), $type->public_fields ), 'The public gets nothing else.' );
	}

	public function test_every_type_has_a_group_that_people_know_by_a_name(): void {
		$types = $this->service( Event_Types::class );
		foreach ( $types->all() as $name => $type ) {
			self::assertArrayHasKey( $type->group, $types->groups(), $name );
		}
	}
}
