<?php
/**
 * Blocks when somebody wants them.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Blocks;

use Realtime_Events\Rest_Routes;
use WP_REST_Request;

defined( 'ABSPATH' ) || exit;

/**
 * Has the blocks registered when WordPress begins, but in a request to the REST API only when it is about blocks or one of
 * them is rendered. Registering them takes longer than storing an event, and the block editor saves by REST all the time.
 *
 * @since 0.1.0
 */
final class Blocks_On_Demand {

	private const PREFIX = 'realtime-events/';

	/** Routes of WordPress itself that never ask what blocks there are. */
	private const WITHOUT_BLOCKS = '#^/(?:wp/v2/(?!.*(?:block|template|pattern|style|widget|sidebar|navigation))|realtime-events/v1/)#';

	private bool $are_registered = false;

	/**
	 * @param \Closure(): void $register Registers the blocks and what belongs to them.
	 */
	public function __construct( private readonly \Closure $register ) {
	}

	/**
	 * WordPress begins.
	 */
	public function begin(): void {
		if ( ! Rest_Routes::is_address() ) {
			$this->register();
			return;
		}
		add_filter( 'rest_pre_dispatch', array( $this, 'look_at_request' ), PHP_INT_MIN, 3 );
		add_filter( 'pre_render_block', array( $this, 'look_at_block' ), PHP_INT_MIN, 2 );
	}

	/**
	 * A request to the REST API begins.
	 *
	 * @param mixed           $result  Whatever somebody answered already.
	 * @param mixed           $server  The server.
	 * @param WP_REST_Request $request The request.
	 */
	public function look_at_request( mixed $result, mixed $server, WP_REST_Request $request ): mixed {
		if ( ! preg_match( self::WITHOUT_BLOCKS, $request->get_route() ) ) {
			$this->register();
		}
		return $result;
	}

	/**
	 * A block is about to be rendered, with all that is in it.
	 *
	 * @param mixed                $html   What somebody rendered already.
	 * @param array<string, mixed> $parsed The parsed block.
	 */
	public function look_at_block( mixed $html, array $parsed ): mixed {
		if ( ! $this->are_registered && self::has_ours( $parsed ) ) {
			$this->register();
		}
		return $html;
	}

	/**
	 * Whether it is one of ours, is bound to a value of ours, or holds one that is.
	 *
	 * @param array<string, mixed> $parsed The parsed block.
	 */
	private static function has_ours( array $parsed ): bool {
		$sources = array_column( (array) ( $parsed['attrs']['metadata']['bindings'] ?? array() ), 'source' );
		if ( str_starts_with( (string) ( $parsed['blockName'] ?? '' ), self::PREFIX ) || in_array( Value_Binding::SOURCE, $sources, true ) ) {
			return true;
		}
		foreach ( $parsed['innerBlocks'] ?? array() as $inner ) {
			if ( self::has_ours( $inner ) ) {
				return true;
			}
		}
		return false;
	}

	private function register(): void {
		if ( ! $this->are_registered ) {
			$this->are_registered = true;
			( $this->register )();
		}
	}
}
