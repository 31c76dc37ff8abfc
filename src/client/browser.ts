import type {
	Change,
	Clock,
	Locks,
	Surroundings,
	TabChannel,
	TabMessage,
} from '../connection';

/** How often a timer looks whether it is late. */
const SLEEP_CHECK_MS = 5_000;
/** Hidden tabs get a timer a minute; later than that the machine has slept. */
const SLEPT_AFTER_MS = 90_000;

/** @since 0.1.0 */
export const clock: Clock = {
	now: () => Date.now(),
	setTimeout: ( callback, ms ) => window.setTimeout( callback, ms ),
	clearTimeout: ( timer ) => {
		if ( typeof timer === 'number' ) {
			window.clearTimeout( timer );
		}
	},
};

/** @since 0.1.0 */
export function watchBrowser(): Surroundings {
	let lastActivity = Date.now();
	const touched = () => {
		lastActivity = Date.now();
	};
	for ( const type of [ 'pointerdown', 'keydown', 'wheel' ] ) {
		window.addEventListener( type, touched, {
			passive: true,
			capture: true,
		} );
	}
	return {
		isVisible: () => document.visibilityState === 'visible',
		isOnline: () => navigator.onLine,
		lastActivity: () => lastActivity,
		watch: ( onChange ) => watch( onChange ),
	};
}

function watch( onChange: ( change: Change ) => void ): () => void {
	const controller = new AbortController();
	const { signal } = controller;
	const tell = ( change: Change ) => () => onChange( change );
	document.addEventListener( 'visibilitychange', tell( 'visibility' ), {
		signal,
	} );
	window.addEventListener( 'online', tell( 'online' ), { signal } );
	window.addEventListener( 'offline', tell( 'offline' ), { signal } );
	window.addEventListener(
		'pageshow',
		( event ) => event.persisted && onChange( 'woke' ),
		{ signal }
	);
	let checkedAt = Date.now();
	const timer = window.setInterval( () => {
		const now = Date.now();
		if ( now - checkedAt > SLEPT_AFTER_MS ) {
			onChange( 'woke' );
		}
		checkedAt = now;
	}, SLEEP_CHECK_MS );
	return () => {
		window.clearInterval( timer );
		controller.abort();
	};
}

/**
 * Web Locks and BroadcastChannel exist together or the tabs stay apart: on a
 * plain http site every tab has a socket of its own.
 *
 * @since 0.1.0
 */
export const locks: Locks | null =
	'locks' in navigator ? ( navigator.locks as unknown as Locks ) : null;

/** @since 0.1.0 */
export const openTabChannel =
	'BroadcastChannel' in window
		? ( name: string ): TabChannel => {
				const channel = new BroadcastChannel( name );
				return {
					post: ( message ) => channel.postMessage( message ),
					listen: ( callback ) => {
						channel.addEventListener(
							'message',
							( { data }: MessageEvent< TabMessage > ) =>
								callback( data )
						);
					},
					close: () => channel.close(),
				};
			}
		: null;
