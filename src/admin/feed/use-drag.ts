import { useState } from '@wordpress/element';
import type { PointerEvent } from 'react';

interface Selection {
	readonly from: number;
	readonly to: number;
}

interface Drag {
	/** What is being marked, in order; null for nothing. */
	readonly selection: Selection | null;
	readonly handlers: {
		readonly onPointerDown: ( event: PointerEvent ) => void;
		readonly onPointerMove: ( event: PointerEvent ) => void;
		readonly onPointerUp: ( event: PointerEvent ) => void;
		readonly onPointerCancel: () => void;
	};
}

/** The bar at this place, whatever the direction of writing. */
function indexAt( { clientX, clientY, target }: PointerEvent ): number | null {
	const element = ( target as Element ).ownerDocument
		.elementFromPoint( clientX, clientY )
		?.closest( '[data-index]' );
	const index = element?.getAttribute( 'data-index' );
	return index === null || index === undefined ? null : Number( index );
}

const ordered = ( { from, to }: Selection ): Selection => ( {
	from: Math.min( from, to ),
	to: Math.max( from, to ),
} );

/**
 * Marks several of the bars of a chart by dragging over them.
 *
 * @since 0.1.0
 *
 * @param onSelect Gets the first and the last; a click on one is no drag.
 */
export function useDrag( onSelect: ( selection: Selection ) => void ): Drag {
	const [ marked, setMarked ] = useState< Selection | null >( null );
	return {
		selection: marked && ordered( marked ),
		handlers: {
			onPointerDown: ( event ) => {
				const index = indexAt( event );
				if ( index !== null && event.button === 0 ) {
					setMarked( { from: index, to: index } );
				}
			},
			onPointerMove: ( event ) => {
				const index = indexAt( event );
				if ( marked && index !== null && index !== marked.to ) {
					setMarked( { ...marked, to: index } );
				}
			},
			onPointerUp: () => {
				setMarked( null );
				if ( marked && marked.from !== marked.to ) {
					onSelect( ordered( marked ) );
				}
			},
			onPointerCancel: () => setMarked( null ),
		},
	};
}
