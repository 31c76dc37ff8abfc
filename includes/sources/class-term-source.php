<?php
/**
 * Terms.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Sources;

use Realtime_Events\Publishing\Publisher;
use WP_Term;

defined( 'ABSPATH' ) || exit;

/**
 * Says what happens to categories, tags and the terms of other public taxonomies.
 *
 * @since 0.1.0
 */
final class Term_Source {

	/** Public, but nobody thinks of them as terms. */
	private const OTHERS = array( 'post_format' );

	public function __construct( private readonly Publisher $publisher ) {
	}

	/**
	 * A term was made.
	 *
	 * @param int|string    $id       The term.
	 * @param int|string    $tt_id    Its number in the taxonomy.
	 * @param string $taxonomy The taxonomy.
	 */
	public function created( int|string $id, int|string $tt_id, string $taxonomy ): void {
		$this->tell( 'term.created', get_term( $id, $taxonomy ) );
	}

	/**
	 * A term was changed.
	 *
	 * @param int|string    $id       The term.
	 * @param int|string    $tt_id    Its number in the taxonomy.
	 * @param string $taxonomy The taxonomy.
	 */
	public function updated( int|string $id, int|string $tt_id, string $taxonomy ): void {
		$this->tell( 'term.updated', get_term( $id, $taxonomy ) );
	}

	/**
	 * A term is gone.
	 *
	 * @param int|string    $id       The term.
	 * @param int|string    $tt_id    Its number in the taxonomy.
	 * @param string $taxonomy The taxonomy.
	 * @param mixed  $term     As it was.
	 */
	public function deleted( int|string $id, int|string $tt_id, string $taxonomy, mixed $term ): void {
		$this->tell( 'term.deleted', $term );
	}

	private function tell( string $type, mixed $term ): void {
		$taxonomy = $term instanceof WP_Term ? get_taxonomy( $term->taxonomy ) : false;
		if ( ! $taxonomy || ! $taxonomy->public || in_array( $taxonomy->name, self::OTHERS, true ) ) {
			return;
		}
		$this->publisher->tell(
			$type,
			array(
				'id'             => (int) $term->term_id,
				'name'           => Plain_Text::of( (string) $term->name ),
				'taxonomy'       => (string) $term->taxonomy,
				'taxonomy_label' => (string) $taxonomy->labels->singular_name,
			),
			array(
				'subject' => "term/{$term->term_id}",
				'dedupe'  => "term/{$term->term_id} {$type}",
			)
		);
	}
}
