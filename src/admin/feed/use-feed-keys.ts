import { useDispatch, useSelect } from '@wordpress/data';
import { store } from '@realtime-events/client';
import type { EventRow, Row } from './rows';
import { useShortcuts } from './use-shortcuts';

interface Options {
	readonly rows: readonly Row[];
	readonly activeKey: string | null;
	readonly searchId: string;
	readonly onActivate: ( key: string | null ) => void;
	readonly onOpen: ( row: EventRow | null ) => void;
	readonly onToggleRun: ( run: string ) => void;
	readonly onToggleWall: () => void;
	readonly onShowNew: () => void;
	readonly onHelp: () => void;
	/** Out of what is open. */
	readonly onLeave: () => void;
}

/**
 * The feed by keyboard.
 *
 * @since 0.1.0
 *
 * @param options
 */
export function useFeedKeys( options: Options ): void {
	const { rows, activeKey } = options;
	const isPaused = useSelect( ( select ) => select( store ).isPaused(), [] );
	const { pause } = useDispatch( store );
	// Looked up when a key is pressed, not with every event that comes.
	const activeRow = (): EventRow | undefined =>
		rows.find(
			( row ): row is EventRow =>
				row.kind === 'event' && row.key === activeKey
		);
	const move = ( by: number ) => {
		const events = rows.filter( ( row ) => row.kind === 'event' );
		const index = events.findIndex( ( { key } ) => key === activeKey );
		const next =
			events[ Math.min( events.length - 1, Math.max( 0, index + by ) ) ];
		if ( next ) {
			options.onActivate( next.key );
			focusRow( next.event.id );
		}
	};
	const open = () => {
		const active = activeRow();
		if ( active ) {
			options.onOpen( active );
		}
	};
	useShortcuts( {
		j: () => move( 1 ),
		k: () => move( -1 ),
		o: open,
		Enter: open,
		x: () => {
			const run = activeRow()?.run;
			if ( run ) {
				options.onToggleRun( run );
			}
		},
		n: options.onShowNew,
		p: () => void pause( ! isPaused ),
		w: options.onToggleWall,
		'/': () => document.getElementById( options.searchId )?.focus(),
		'?': options.onHelp,
		Escape: options.onLeave,
	} );
}

/** A row that was just scrolled to is drawn with the next frame. */
function focusRow( id: string ): void {
	window.requestAnimationFrame( () =>
		window.requestAnimationFrame( () =>
			document
				.querySelector< HTMLElement >(
					`[data-event="${ CSS.escape( id ) }"]`
				)
				?.focus( { preventScroll: true } )
		)
	);
}
