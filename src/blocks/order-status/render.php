<?php
/**
 * Hands the block over to the class that renders it.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

// phpcs:ignore WordPress.Security.EscapeOutput.OutputNotEscaped -- The class escapes everything.
echo Realtime_Events\container()->get( Realtime_Events\Blocks\Orders\Order_Status_Block::class )->render();
