import { render, screen } from '@testing-library/react';
import { People } from '../people';

const edda = { id: '7', name: 'Edda', avatar: '', isEditing: true };

describe( 'who else is here', () => {
	it( 'tells nobody from nobody known', () => {
		const { rerender } = render(
			<People people={ [] } lacksRoom={ false } />
		);
		expect( screen.getByRole( 'status' ).textContent ).toBe(
			'Nobody else has this open.'
		);
		rerender( <People people={ [] } lacksRoom /> );
		expect( screen.getByRole( 'status' ).textContent ).toBe(
			'Not watched: this browser has too many posts open.'
		);
	} );

	it( 'names who is known all the same, by WordPress’s lock', () => {
		render( <People people={ [ edda ] } lacksRoom /> );
		expect( screen.getByRole( 'status' ).textContent ).toBe(
			'1 other person has this open'
		);
		expect( screen.getByRole( 'listitem' ).textContent ).toBe(
			'Eddais editing'
		);
	} );
} );
