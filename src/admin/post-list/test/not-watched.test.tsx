import { render, screen } from '@testing-library/react';
import { NotWatched } from '../not-watched';

describe( 'a post of which nobody knows who is at it', () => {
	it( 'says so where there are too many', () => {
		render( <NotWatched code="channel_limit" /> );
		expect( screen.getByText( /Not watched/ ) ).toBeVisible();
	} );

	it( 'is not called empty where one may not know', () => {
		const { container } = render( <NotWatched code="channel_forbidden" /> );
		expect( container ).toHaveTextContent( 'It is not known who is here.' );
		expect( container ).not.toHaveTextContent( /nobody/i );
	} );
} );
