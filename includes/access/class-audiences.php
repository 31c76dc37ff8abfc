<?php
/**
 * Kinds of people.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Access;

use Realtime_Events\Events\Event;
use Realtime_Events\Events\Event_Types;
use Realtime_Events\Settings\Options;

defined( 'ABSPATH' ) || exit;

/**
 * Tells how an event looks to each kind of people, before anybody of that kind sees it.
 *
 * @since 0.1.0
 */
final class Audiences {

	public const VISITOR = 'visitor';

	public function __construct(
		private readonly Capabilities $capabilities,
		private readonly Channels $channels,
		private readonly Event_Types $types,
		private readonly Options $options,
	) {
	}

	/**
	 * What each role, and a visitor, gets of an event.
	 *
	 * @param Event $event The event.
	 * @return list<array{ id: string, label: string, sees: string, data: array<string, mixed>|null, hidden: list<string> }> `sees`: `all`, `public` (the public part), `own` (if it
	 *     is for or about this very person) or `nothing`; `hidden`: fields that are kept back.
	 */
	public function views( Event $event ): array {
		$views = array();
		foreach ( wp_roles()->role_names as $role => $label ) {
			$views[] = $this->view( (string) $role, translate_user_role( $label ), $event, $this->role_sees( (string) $role, $event->channel ) );
		}
		$views[] = $this->view( self::VISITOR, __( 'Visitor', 'realtime-events' ), $event, Channels::PUBLIC === $event->channel ? 'all' : 'nothing' );
		return $views;
	}

	/**
	 * @param string $sees What the channel lets them see.
	 * @return array{ id: string, label: string, sees: string, data: array<string, mixed>|null, hidden: list<string> }
	 */
	private function view( string $id, string $label, Event $event, string $sees ): array {
		$public = $this->public_part( $event );
		if ( 'nothing' === $sees && null !== $public ) {
			$sees = 'public';
		}
		$data = match ( $sees ) {
			'all'    => $event->data,
			'public' => $public,
			default  => null,
		};
		return array(
			'id'     => $id,
			'label'  => $label,
			'sees'   => $sees,
			'data'   => $data,
			'hidden' => array_map( 'strval', array_keys( array_diff_key( $event->data, $data ?? array() ) ) ),
		);
	}

	/**
	 * What everybody gets of it as an event of its own, where an admin has switched that on.
	 *
	 * @return array<string, mixed>|null
	 */
	private function public_part( Event $event ): ?array {
		$type = $this->types->get( $event->type );
		// As in the publisher: what was moved to another channel is for fewer people.
		return $type->public_fields && $event->channel === $type->channel && $this->options->type_is_public( $event->type ) ? $type->public_data( $event->data ) : null;
	}

	private function role_sees( string $role, string $channel ): string {
		$needed = $this->channels->needed_for( $channel );
		if ( null === $needed ) {
			return Channels::PUBLIC === $channel ? 'all' : 'own';
		}
		$has = (array) get_role( $role )?->capabilities;
		return $this->capabilities->role_may_view( $role ) && array_filter( array_intersect_key( $has, array_flip( $needed ) ) ) ? 'all' : 'nothing';
	}
}
