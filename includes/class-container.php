<?php
/**
 * The container.
 *
 * @package Realtime_Events
 */

declare( strict_types=1 );

namespace Realtime_Events;

defined( 'ABSPATH' ) || exit;

/**
 * Builds each service when it is first asked for, and keeps it.
 *
 * A visitor's request that touches nothing of ours therefore builds nothing of ours.
 *
 * @since 0.1.0
 */
final class Container {

	/**
	 * How to build a service, by class name.
	 *
	 * @var array<class-string, callable(Container): object>
	 */
	private array $factories = array();

	/**
	 * The services that were built.
	 *
	 * @var array<class-string, object>
	 */
	private array $services = array();

	/**
	 * Says how a service is built. A later factory replaces an earlier one that was not used yet.
	 *
	 * @param class-string                $name    The service's class or interface.
	 * @param callable(Container): object $factory Builds it.
	 */
	public function set( string $name, callable $factory ): void {
		$this->factories[ $name ] = $factory;
	}

	/**
	 * The service of this name.
	 *
	 * @template T of object
	 *
	 * @param class-string<T> $name The service's class or interface.
	 * @return T
	 *
	 * @throws \LogicException When no module offers it.
	 */
	public function get( string $name ): object {
		if ( ! isset( $this->services[ $name ] ) ) {
			if ( ! isset( $this->factories[ $name ] ) ) {
				throw new \LogicException( sprintf( 'No module offers the service %s.', $name ) );
			}
			$this->services[ $name ] = ( $this->factories[ $name ] )( $this );
		}
		return $this->services[ $name ];
	}

	/**
	 * A hook callback that builds its service only when the hook fires.
	 *
	 * @param class-string $name   The service.
	 * @param string       $method The method that the hook calls.
	 */
	public function call( string $name, string $method ): \Closure {
		return fn( mixed ...$args ): mixed => $this->get( $name )->$method( ...$args );
	}
}
