<?php
/**
 * A look into the outbox.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Tests\Support;

use Realtime_Events\Delivery\Outbox_Schema;
use Realtime_Events\Delivery\Waiting_Events;

/**
 * Reads the outbox as everybody does who reads it: when what waits for it in the ledger has come.
 */
trait Outbox_Table {

	/**
	 * The name of the table, as complete as it can be.
	 */
	protected function outbox_table(): string {
		$this->service( Waiting_Events::class )->collect();
		return Outbox_Schema::table();
	}
}
