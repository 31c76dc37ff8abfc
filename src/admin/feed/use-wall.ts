import { useCallback, useEffect, useState } from '@wordpress/element';

const WALL_CLASS = 'realtime-events-is-wall';

/**
 * Full screen, large type, nothing else, and the screen stays awake.
 *
 * @since 0.1.0
 *
 * @return Whether it is on, and a way to change that.
 */
export function useWall(): [ boolean, () => void ] {
	const [ isWall, setWall ] = useState( false );

	useEffect( () => {
		if ( ! isWall ) {
			return;
		}
		document.documentElement.classList.add( WALL_CLASS );
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
		document.documentElement.requestFullscreen?.().catch( () => undefined );
		document.addEventListener( 'visibilitychange', stayAwake );
		document.addEventListener( 'fullscreenchange', left );
		return () => {
			isOver = true;
			document.documentElement.classList.remove( WALL_CLASS );
			document.removeEventListener( 'visibilitychange', stayAwake );
			document.removeEventListener( 'fullscreenchange', left );
			void lock?.release();
			if ( document.fullscreenElement ) {
				void document.exitFullscreen();
			}
		};
	}, [ isWall ] );

	return [ isWall, useCallback( () => setWall( ( on ) => ! on ), [] ) ];
}
