import { renderHook, waitFor } from '@testing-library/react';
import type { Person } from '../../../editor/others';
import { useLockSentence } from '../use-lock-sentence';

const person = ( name: string ): Person => ( {
	id: name,
	name,
	avatar: '',
	isEditing: false,
} );

/** A row as WordPress prints it, and the place in it that is ours. */
function rowLockedBy( name: string ) {
	document.body.innerHTML = `<table><tbody><tr class="wp-locked">
		<td><div class="locked-info"><span class="locked-text">${
			name && `${ name } is currently editing`
		}</span></div></td>
		<td><div class="cell"></div></td>
	</tr></tbody></table>`;
	const find = ( selector: string ) =>
		document.querySelector< HTMLElement >( selector )!;
	return {
		row: find( 'tr' ),
		text: find( '.locked-text' ),
		cell: find( '.cell' ),
	};
}

const NAMED = 'realtime-events-names-editor';

describe( 'WordPress’s own sentence about who edits a post', () => {
	it( 'goes while the column names that person', () => {
		const { row, cell } = rowLockedBy( 'Edda' );
		const { rerender, unmount } = renderHook(
			( people: Person[] ) => useLockSentence( cell, people ),
			{ initialProps: [ person( 'Edda' ) ] }
		);
		expect( row ).toHaveClass( NAMED );
		rerender( [] );
		expect( row ).not.toHaveClass( NAMED );
		rerender( [ person( 'Arne' ), person( 'Edda' ) ] );
		expect( row ).toHaveClass( NAMED );
		unmount();
		expect( row ).not.toHaveClass( NAMED );
	} );

	it( 'stays where the column names only others: whoever holds the lock may be out of the hub’s sight', () => {
		const { row, cell } = rowLockedBy( 'Edda' );
		renderHook( () => useLockSentence( cell, [ person( 'Arne' ) ] ) );
		expect( row ).not.toHaveClass( NAMED );
	} );

	it( 'goes also where the heartbeat brings it later', async () => {
		const { row, text, cell } = rowLockedBy( '' );
		const people = [ person( 'Edda' ) ];
		renderHook( () => useLockSentence( cell, people ) );
		expect( row ).not.toHaveClass( NAMED );
		text.textContent = 'Edda is currently editing';
		await waitFor( () => expect( row ).toHaveClass( NAMED ) );
	} );
} );
