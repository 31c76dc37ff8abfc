<?php
/**
 * Tests of what one setting means for another.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Settings;

use Realtime_Events\Settings\Options_Sanitizer;
use Realtime_Events\Settings\Options_Schema;
use Realtime_Events\Tests\Test_Case;

/**
 * A promise about one server is none about the next.
 */
final class Options_Sanitizer_Test extends Test_Case {

	/**
	 * What is stored of a relay that the admin has confirmed, after somebody sets something.
	 *
	 * @param array<string, mixed> $input What is set.
	 */
	private function is_private_after( array $input ): bool {
		$current                                        = array(
			'server_url' => 'https://relay.example',
			'profile'    => 'ws-event',
		) + Options_Schema::defaults();
		$current['profile_options']['relay_is_private'] = true;
		return $this->service( Options_Sanitizer::class )->check( $input, $current )->value['profile_options']['relay_is_private'];
	}

	public function test_a_relay_stays_confirmed_while_it_is_the_same(): void {
		self::assertTrue( $this->is_private_after( array( 'retention_days' => 7 ) ) );
		self::assertTrue( $this->is_private_after( array( 'server_url' => 'https://relay.example/' ) ) );
	}

	/**
	 * @testWith ["server_url", "https://another.example"]
	 *           ["profile", "ratchet-dispatch"]
	 */
	public function test_another_relay_has_to_be_confirmed_again( string $field, string $value ): void {
		self::assertFalse( $this->is_private_after( array( $field => $value ) ) );
	}

	public function test_it_can_be_confirmed_with_the_change(): void {
		self::assertTrue(
			$this->is_private_after(
				array(
					'server_url'      => 'https://another.example',
					'profile_options' => array( 'relay_is_private' => '1' ),
				)
			)
		);
	}
}
