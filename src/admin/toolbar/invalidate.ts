import { onEvents } from '@realtime-events/client';
import { dispatch, select } from '@wordpress/data';
import { recordsOf, type CoreRecord } from './stale-records';

// By name and not by import: these stores are on a page where the editor is, and no page is to load them for this.
const CORE = 'core';
const EDITOR = 'core/editor';

interface CoreActions {
	readonly invalidateResolution: (
		selector: string,
		args: readonly unknown[]
	) => void;
	readonly invalidateResolutionForStoreSelector: ( selector: string ) => void;
}

interface EditorSelectors {
	readonly getCurrentPostId: () => number | string | null;
}

/**
 * Has open editor screens read anew what was changed elsewhere.
 *
 * Not the post that is being edited: its base must not move below unsaved
 * changes. The editor's own notice speaks of that one.
 *
 * @since 0.1.0
 */
export function keepRecordsFresh(): void {
	if ( ! select( CORE ) ) {
		return;
	}
	onEvents( ( events ) => {
		const records = events.flatMap( ( event ) => recordsOf( event ) ?? [] );
		if ( records.length === 0 ) {
			return;
		}
		const core = dispatch( CORE ) as unknown as CoreActions;
		for ( const { kind, name, id } of records.filter( isNotEdited ) ) {
			core.invalidateResolution(
				'getEntityRecord',
				id === undefined ? [ kind, name ] : [ kind, name, id ]
			);
		}
		// Lists may have it in another place, or no longer.
		core.invalidateResolutionForStoreSelector( 'getEntityRecords' );
	} );
}

function isNotEdited( { kind, id }: CoreRecord ): boolean {
	const editor = select( EDITOR ) as unknown as EditorSelectors | undefined;
	return (
		kind !== 'postType' ||
		String( editor?.getCurrentPostId() ) !== String( id )
	);
}
