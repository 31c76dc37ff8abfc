import { useEffect, useState } from '@wordpress/element';

/**
 * The time, again and again.
 *
 * @since 0.1.0
 *
 * @param everyMs How often it is told.
 * @param isOn    Whether anybody needs to know.
 * @return ms since 1970.
 */
export function useNow( everyMs: number, isOn = true ): number {
	const [ now, setNow ] = useState( Date.now );
	useEffect( () => {
		if ( ! isOn ) {
			return;
		}
		setNow( Date.now() );
		const timer = window.setInterval( () => setNow( Date.now() ), everyMs );
		return () => window.clearInterval( timer );
	}, [ everyMs, isOn ] );
	return now;
}
