<?php
/**
 * A sniff of ours.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace RealtimeEvents\Sniffs\Arrays;

use PHP_CodeSniffer\Files\File;
use PHP_CodeSniffer\Standards\Generic\Sniffs\Arrays\DisallowShortArraySyntaxSniff;

/**
 * Forbids `[ 1, 2 ]` as WordPress does, and allows `[ $a, $b ] = …`, which takes an array apart and does not make one.
 *
 * The sniff that comes with PHP_CodeSniffer takes one for the other, and its fixer makes a parse error of it.
 */
final class ShortArrayLiteralSniff extends DisallowShortArraySyntaxSniff {

	/**
	 * Looks at one opening bracket.
	 *
	 * @param File $file    The file.
	 * @param int  $pointer The bracket.
	 */
	public function process( File $file, $pointer ): void {
		if ( ! $this->takes_apart( $file, $pointer ) ) {
			parent::process( $file, $pointer );
		}
	}

	/**
	 * Whether the bracket, or one around it, is the left side of an assignment or of a `foreach`.
	 *
	 * @param File $file    The file.
	 * @param int  $pointer The bracket.
	 */
	private function takes_apart( File $file, int $pointer ): bool {
		$tokens = $file->getTokens();
		for ( $opener = $pointer; false !== $opener; $opener = $this->opener_around( $file, $opener ) ) {
			$next = $file->findNext( T_WHITESPACE, $tokens[ $opener ]['bracket_closer'] + 1, null, true );
			if ( T_EQUAL === $tokens[ $next ]['code'] || $this->follows_as( $file, $opener ) ) {
				return true;
			}
		}
		return false;
	}

	/**
	 * The bracket around a bracket.
	 *
	 * @param File $file   The file.
	 * @param int  $opener The bracket.
	 * @return int|false
	 */
	private function opener_around( File $file, int $opener ): int|false {
		$tokens = $file->getTokens();
		$around = $file->findPrevious( T_OPEN_SHORT_ARRAY, $opener - 1, null, false, null, true );
		while ( false !== $around && $tokens[ $around ]['bracket_closer'] < $opener ) {
			$around = $file->findPrevious( T_OPEN_SHORT_ARRAY, $around - 1, null, false, null, true );
		}
		return $around;
	}

	/**
	 * Whether the bracket stands where `foreach` puts what it finds.
	 *
	 * @param File $file   The file.
	 * @param int  $opener The bracket.
	 */
	private function follows_as( File $file, int $opener ): bool {
		$tokens = $file->getTokens();
		$before = $file->findPrevious( T_WHITESPACE, $opener - 1, null, true );
		if ( T_DOUBLE_ARROW === $tokens[ $before ]['code'] ) {
			$before = $file->findPrevious( array( T_WHITESPACE, T_VARIABLE ), $before - 1, null, true );
		}
		return T_AS === $tokens[ $before ]['code'];
	}
}
