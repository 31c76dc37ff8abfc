<?php
/**
 * What all tests of the plugin's PHP have in common.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests;

use PHPUnit\Framework\TestCase;
use Realtime_Events\Tests\Support\Complaints;
use Realtime_Events\Tests\Support\Factories;
use Realtime_Events\Tests\Support\Isolation;
use Realtime_Events\Tests\Support\Outbox_Table;
use Realtime_Events\Tests\Support\Outgoing_Http;
use Realtime_Events\Tests\Support\Rest;
use function Realtime_Events\container;

/**
 * A test on a real WordPress, which it finds as it was installed.
 */
abstract class Test_Case extends TestCase {

	use Complaints;
	use Factories;
	use Isolation;
	use Outbox_Table;
	use Outgoing_Http;
	use Rest;

	/**
	 * Whether a test runs in a transaction that is rolled back, which is fast. A class whose tests commit, roll back or
	 * change tables themselves says false: then the whole database is put back after each test.
	 */
	protected const ROLLS_BACK = true;

	/**
	 * Brings the site into its first state.
	 */
	protected function setUp(): void {
		parent::setUp();
		$this->isolate();
		$this->listen_for_complaints();
		$this->catch_http();
	}

	/**
	 * Looks for complaints while the test can still fail.
	 */
	protected function assertPostConditions(): void {
		parent::assertPostConditions();
		$this->assert_no_complaints();
	}

	/**
	 * Undoes what the test did.
	 */
	protected function tearDown(): void {
		$this->undo();
		parent::tearDown();
	}

	/**
	 * A service of the plugin.
	 *
	 * @template T of object
	 *
	 * @param class-string<T> $name Its class.
	 * @return T
	 */
	protected function service( string $name ): object {
		return container()->get( $name );
	}
}
