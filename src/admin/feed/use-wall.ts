import { useCallback, useEffect, useState } from '@wordpress/element';
import { useStill } from './use-still';

const WALL_CLASS = 'realtime-events-is-wall';

interface Wall {
	readonly isWall: boolean;
	readonly toggleWall: () => void;
	readonly leaveWall: () => void;
}

/**
 * Full screen, large type, nothing else, and the screen stays awake.
 *
 * @since 0.1.0
 */
export function useWall(): Wall {
	const [ isWall, setWall ] = useState( false );
	useStill( isWall );

	useEffect( () => {
		if ( ! isWall ) {
			return;
		}
		const { documentElement: root } = document;
		const { ownerDocument: page } = root;
		root.classList.add( WALL_CLASS );
		// The button that was pressed would otherwise keep what is beside it on the wall.
		const former = page.activeElement as HTMLElement | null;
		former?.blur();
		let lock: WakeLockSentinel | null = null;
		let isOver = false;
		const stayAwake = async () => {
			// Only secure pages may; a screen that sleeps is no reason to fail.
			if (
				! ( 'wakeLock' in navigator ) ||
				document.visibilityState !== 'visible'
			) {
				return;
			}
			await lock?.release();
			lock = await navigator.wakeLock.request().catch( () => null );
			if ( isOver ) {
				void lock?.release();
			}
		};
		const left = () => {
			if ( ! document.fullscreenElement ) {
				setWall( false );
			}
		};
		void stayAwake();
		root.requestFullscreen?.().catch( () => undefined );
		document.addEventListener( 'visibilitychange', stayAwake );
		document.addEventListener( 'fullscreenchange', left );
		return () => {
			isOver = true;
			root.classList.remove( WALL_CLASS );
			document.removeEventListener( 'visibilitychange', stayAwake );
			document.removeEventListener( 'fullscreenchange', left );
			void lock?.release();
			if ( page.activeElement === page.body ) {
				former?.focus( { preventScroll: true } );
			}
			if ( document.fullscreenElement ) {
				void document.exitFullscreen();
			}
		};
	}, [ isWall ] );

	return {
		isWall,
		toggleWall: useCallback( () => setWall( ( on ) => ! on ), [] ),
		leaveWall: useCallback( () => setWall( false ), [] ),
	};
}
