<?php
/**
 * The kinds of events there are.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events\Events;

use WP_Error;

defined( 'ABSPATH' ) || exit;

/**
 * The registry of types. It fills itself when it is first asked, so a request without an event builds none.
 *
 * @since 0.1.0
 */
final class Event_Types {

	/** Type of an event that came without one. */
	public const GENERIC = 'generic.event';

	/** Group of the types that nobody declared. */
	public const CUSTOM_GROUP = 'custom';

	/** Where an event goes that does not say where: nothing becomes public by accident. */
	public const DEFAULT_CHANNEL = 'editors';

	/**
	 * The plugin's own types, as far as they were asked for, by name.
	 *
	 * @var array<string, Event_Type>
	 */
	private array $own = array();

	/**
	 * The types that others declared, by name. They go before the plugin's own.
	 *
	 * @var array<string, Event_Type>
	 */
	private array $others = array();

	/**
	 * Declarations of own types that were not asked for yet.
	 *
	 * @var array<string, list<callable( Event_Types ): void>>
	 */
	private array $waiting;

	/**
	 * The words whose types were asked for.
	 *
	 * @var array<string, true>
	 */
	private array $asked_for = array();

	private bool $is_declaring_own = false;
	private bool $has_asked_others = false;

	/**
	 * @param array<string, list<callable( Event_Types ): void>> $declarations What declares the plugin's own types, by the word before the dot.
	 */
	public function __construct( array $declarations ) {
		$this->waiting = $declarations;
	}

	/**
	 * Declares a type. Call it in the action `realtime_events_register_types`.
	 *
	 * @since 0.1.0
	 *
	 * @param string               $type Name: 1 to 64 of a-z, 0-9, `_`, `.`, `-`; dotted and in the past tense reads best.
	 * @param array<string, mixed> $args {
	 *     Optional. How it looks and who may see it.
	 *
	 *     @type string|\Closure $label         What it is called. Default is the name.
	 *     @type string          $group         The group it is filtered by. Default `custom`.
	 *     @type string          $icon          Name of a Dashicon without `dashicons-`. Default `megaphone`.
	 *     @type string          $severity      `info`, `success`, `warning` or `error`. Default `info`.
	 *     @type string          $channel       Who may receive it. Default `editors`.
	 *     @type array           $schema        JSON Schema of the data, as the REST API understands it. Default anything.
	 *     @type string|\Closure $sentence      Template: `{actorname} published “{title}”`. Default the label.
	 *     @type string          $link          Template of an address relative to wp-admin. Default none.
	 *     @type list<string>    $public_fields Fields of the data that may be public where an admin allows it. Default none.
	 *     @type int             $ttl_seconds   After this it is not sent any more. Default 0, which is never.
	 *     @type bool            $internal      Whether only code on the site publishes it, and no way in from outside takes it. Default false.
	 * }
	 * @return true|WP_Error
	 */
	public function register( string $type, array $args = array() ): bool|WP_Error {
		if ( ! preg_match( Event::TYPE_PATTERN, $type ) ) {
			return new WP_Error( 'realtime_events_invalid_type', __( 'The name of an event type has 1 to 64 characters out of a–z, 0–9, “_”, “.” and “-”.', 'realtime-events' ), array( 'status' => 400 ) );
		}
		$severity = $args['severity'] ?? 'info';
		if ( ! in_array( $severity, Event::SEVERITIES, true ) ) {
			return new WP_Error( 'realtime_events_invalid_severity', __( 'The severity is one of: info, success, warning, error.', 'realtime-events' ), array( 'status' => 400 ) );
		}
		if ( $this->is_declaring_own ) {
			$this->own[ $type ] = self::build( $type, $args, true );
			return true;
		}
		$this->ask_others();
		$this->others[ $type ] = self::build( $type, $args, true );
		return true;
	}

	/**
	 * Leaves a declaration of the plugin's own types until one of them is asked for. For the modules that bring them, in the action `realtime_events_register_types`.
	 *
	 * @param string                         $word    What the names of the types begin with, up to the dot.
	 * @param callable( Event_Types ): void $declare Declares them.
	 */
	public function declare_later( string $word, callable $declare ): void {
		$this->waiting[ $word ][] = $declare;
		if ( isset( $this->asked_for[ $word ] ) ) {
			$this->declare_own( $word );
		}
	}

	/**
	 * The type of this name; one that nobody declared looks like a custom event.
	 *
	 * @param string $type Name.
	 */
	public function get( string $type ): Event_Type {
		$this->ask_others();
		if ( ! isset( $this->others[ $type ] ) ) {
			$this->declare_own( (string) strtok( $type, '.' ) );
		}
		return $this->others[ $type ] ?? $this->own[ $type ] ?? self::build( $type, array(), false );
	}

	/**
	 * The declared types by name.
	 *
	 * @return array<string, Event_Type>
	 */
	public function all(): array {
		$this->ask_others();
		foreach ( array_keys( $this->waiting ) as $word ) {
			$this->declare_own( (string) $word );
		}
		return array_replace( $this->own, $this->others );
	}

	/**
	 * What a screen shows of the types, in the language of the moment.
	 *
	 * @return array<string, array{ label: string, group: string, icon: string, severity: string, sentence: string, link: string }>
	 */
	public function for_screens(): array {
		return array_map(
			static fn( Event_Type $type ): array => array(
				'label'    => $type->label(),
				'group'    => $type->group,
				'icon'     => $type->icon,
				'severity' => $type->severity,
				'sentence' => $type->sentence(),
				'link'     => $type->link,
			),
			$this->all()
		);
	}

	/**
	 * The groups that have a type, with their labels in the language of the moment.
	 *
	 * @return array<string, string>
	 */
	public function groups(): array {
		$labels = array(
			'posts'            => __( 'Posts and pages', 'realtime-events' ),
			'terms'            => __( 'Categories and tags', 'realtime-events' ),
			'comments'         => __( 'Comments', 'realtime-events' ),
			'users'            => __( 'Users', 'realtime-events' ),
			'media'            => __( 'Media', 'realtime-events' ),
			'site'             => __( 'Site', 'realtime-events' ),
			'shop'             => __( 'Shop', 'realtime-events' ),
			'team'             => __( 'Team', 'realtime-events' ),
			self::CUSTOM_GROUP => __( 'Custom events', 'realtime-events' ),
		);
		$used   = array_flip( array_column( $this->all(), 'group' ) ) + array( self::CUSTOM_GROUP => 0 );
		// A group that somebody else brought is called by its name.
		return array_intersect_key( $labels, $used ) + array_combine( array_keys( $used ), array_map( 'ucfirst', array_map( 'strval', array_keys( $used ) ) ) );
	}

	/**
	 * Declares the plugin's own types that begin with a word, if that was not done yet: a request in which a post is saved needs no others.
	 */
	private function declare_own( string $word ): void {
		$declarations             = $this->waiting[ $word ] ?? array();
		$this->asked_for[ $word ] = true;
		unset( $this->waiting[ $word ] );
		$before                 = $this->is_declaring_own;
		$this->is_declaring_own = true;
		foreach ( $declarations as $declare ) {
			$declare( $this );
		}
		$this->is_declaring_own = $before;
	}

	/**
	 * Lets others declare theirs, once.
	 */
	private function ask_others(): void {
		if ( $this->has_asked_others ) {
			return;
		}
		$this->has_asked_others = true;
		/**
		 * The moment to declare event types.
		 *
		 * It comes when the first event of a request happens or a screen asks for the types, and not in every request.
		 *
		 * @since 0.1.0
		 *
		 * @param Event_Types $types Has the method register().
		 */
		do_action( 'realtime_events_register_types', $this );
	}

	/**
	 * @param string               $type     Name.
	 * @param array<string, mixed> $args     As register() takes them.
	 * @param bool                 $declared Whether somebody declared it.
	 */
	private static function build( string $type, array $args, bool $declared ): Event_Type {
		$label = $args['label'] ?? $type;
		return new Event_Type(
			name: $type,
			label: $label,
			group: (string) ( $args['group'] ?? self::CUSTOM_GROUP ),
			icon: (string) ( $args['icon'] ?? 'megaphone' ),
			severity: (string) ( $args['severity'] ?? 'info' ),
			channel: (string) ( $args['channel'] ?? self::DEFAULT_CHANNEL ),
			schema: (array) ( $args['schema'] ?? array() ),
			sentence: $args['sentence'] ?? $label,
			link: (string) ( $args['link'] ?? '' ),
			public_fields: array_values( array_map( 'strval', (array) ( $args['public_fields'] ?? array() ) ) ),
			ttl_seconds: max( 0, (int) ( $args['ttl_seconds'] ?? 0 ) ),
			internal: (bool) ( $args['internal'] ?? false ),
			declared: $declared,
		);
	}
}
