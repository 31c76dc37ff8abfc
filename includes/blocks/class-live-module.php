<?php
/**
 * The script module that all blocks of a page share.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Blocks;

use Realtime_Events\Delivery\Servers\Relay_Type_Names;
use Realtime_Events\Delivery\Servers\Servers;
use Realtime_Events\Events\Event_Types;
use Realtime_Events\Settings\Options;
use Realtime_Events\Settings\Profiles;
use const Realtime_Events\PLUGIN_DIR;
use const Realtime_Events\PLUGIN_FILE;

defined( 'ABSPATH' ) || exit;

/**
 * Registers the one connection of a page and says where it leads to. It is loaded only when a block asks for it.
 *
 * @since 0.1.0
 */
final class Live_Module {

	public const ID = '@realtime-events/live';

	private const FILE = 'build/blocks/live';

	public function __construct(
		private readonly Options $options,
		private readonly Public_Ledger $ledger,
		private readonly Servers $servers,
		private readonly Event_Types $types,
		private readonly Public_Polling $polling,
	) {
	}

	/**
	 * Tells WordPress where the module is.
	 */
	public function register(): void {
		$asset = PLUGIN_DIR . '/' . self::FILE . '.asset.php';
		if ( is_readable( $asset ) ) {
			$facts = require $asset;
			wp_register_script_module( self::ID, plugins_url( self::FILE . '.js', PLUGIN_FILE ), $facts['dependencies'], $facts['version'] );
		}
	}

	/**
	 * What the module reads from the page. It is the same for everybody: no token, no nonce, no name.
	 *
	 * @param mixed $data What others added.
	 * @return array<string, mixed>
	 */
	public function data( mixed $data ): array {
		$where    = $this->servers->current()->for_browser( 0 );
		$is_relay = in_array( $this->options->profile(), Profiles::RELAYS, true );
		return array(
			'url'        => $where['url'] ?? '',
			'path'       => $where['path'] ?? '',
			'transport'  => $where['transport'] ?? '',
			'site'       => $this->options->site_id(),
			'profile'    => $this->options->profile(),
			'ledger'     => $this->polling->is_allowed() ? rest_url( 'realtime-events/v1/events' ) : '',
			'after'      => (string) $this->ledger->position(),
			// What a relay tells of an earlier time is on the page already. The beginning of the request: nothing that came in since may be taken for shown.
			'renderedAt' => (int) floor( 1000 * (float) ( $_SERVER['REQUEST_TIME_FLOAT'] ?? 0 ) ),
			'types'      => (object) ( $is_relay ? Relay_Type_Names::back( array_keys( $this->types->all() ) ) : array() ),
		) + ( is_array( $data ) ? $data : array() );
	}
}
