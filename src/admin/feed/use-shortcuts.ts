import { useEffect, useRef } from '@wordpress/element';

/** Key → what it does. */
export type Shortcuts = Readonly< Record< string, () => void > >;

const FIELDS = 'input, textarea, select, [contenteditable="true"]';

/**
 * Single keys, as long as nobody types and no dialog is open.
 *
 * @since 0.1.0
 *
 * @param shortcuts
 */
export function useShortcuts( shortcuts: Shortcuts ): void {
	const latest = useRef( shortcuts );
	latest.current = shortcuts;
	useEffect( () => {
		const pressed = ( event: KeyboardEvent ) => {
			const target = event.target as HTMLElement | null;
			if (
				event.defaultPrevented ||
				event.ctrlKey ||
				event.metaKey ||
				event.altKey ||
				target?.closest( FIELDS ) ||
				document.querySelector( '[role="dialog"]' )
			) {
				return;
			}
			const act = latest.current[ event.key ];
			if ( act ) {
				event.preventDefault();
				act();
			}
		};
		document.addEventListener( 'keydown', pressed );
		return () => document.removeEventListener( 'keydown', pressed );
	}, [] );
}
