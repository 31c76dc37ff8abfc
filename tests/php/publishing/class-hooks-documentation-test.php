<?php
/**
 * Tests that every public hook is documented.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Publishing;

use Realtime_Events\Tests\Test_Case;
use const Realtime_Events\PLUGIN_DIR;

final class Hooks_Documentation_Test extends Test_Case {

	/** Hooks that others fire and this plugin listens to. */
	private const LISTENED_TO = array( 'realtime_events_publish' );

	/**
	 * Every hook that the code fires, with the comment before it.
	 *
	 * @return array<string, string>
	 */
	private function fired(): array {
		$hooks = array();
		$files = new \RecursiveIteratorIterator( new \RecursiveDirectoryIterator( PLUGIN_DIR . '/includes', \FilesystemIterator::SKIP_DOTS ) );
		foreach ( $files as $file ) {
			if ( 'php' !== $file->getExtension() ) {
				continue;
			}
			$comment = '';
			$tokens  = array_values( array_filter( token_get_all( (string) file_get_contents( $file->getPathname() ) ), static fn( $token ): bool => ! is_array( $token ) || T_WHITESPACE !== $token[0] ) );
			foreach ( $tokens as $number => $token ) {
				if ( is_array( $token ) && T_DOC_COMMENT === $token[0] ) {
					$comment = $token[1];
				}
				$is_call = is_array( $token ) && T_STRING === $token[0] && in_array( $token[1], array( 'do_action', 'apply_filters', 'do_action_ref_array', 'apply_filters_ref_array' ), true ) && '(' === $tokens[ $number + 1 ];
				// WordPress's own, which the plugin asks as WordPress does.
				if ( $is_call && ! str_contains( $comment, 'is documented in wp-includes/' ) ) {
					$name = is_array( $tokens[ $number + 2 ] ) ? trim( $tokens[ $number + 2 ][1], "'\"" ) : '';
					self::assertStringStartsWith( 'realtime_events_', $name, "A hook in {$file->getFilename()} is not named after the plugin." );
					$hooks[ $name ] = $comment;
				}
			}
		}
		return $hooks;
	}

	/**
	 * @return list<string>
	 */
	private function documented(): array {
		preg_match_all( '/^### `(realtime_events_\w+)` \(/m', (string) file_get_contents( PLUGIN_DIR . '/docs/hooks.md' ), $found );
		return $found[1];
	}

	public function test_every_hook_is_on_the_page_and_every_hook_on_the_page_is_there(): void {
		self::assertEqualsCanonicalizing( array_merge( array_keys( $this->fired() ), self::LISTENED_TO ), $this->documented() );
	}

	public function test_every_hook_says_since_when_it_is_there(): void {
		foreach ( $this->fired() as $name => $comment ) {
			self::assertMatchesRegularExpression( '/@since \d+\.\d+\.\d+/', $comment, $name );
		}
	}

	public function test_what_the_plugin_listens_to_is_listened_to(): void {
		foreach ( self::LISTENED_TO as $name ) {
			self::assertNotFalse( has_action( $name ), $name );
		}
	}
}
