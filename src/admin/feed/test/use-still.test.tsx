import { renderHook } from '@testing-library/react';
import { useStill } from '../use-still';

const root = document.documentElement;
const STILL = 'realtime-events-is-still';

beforeEach( () => jest.useFakeTimers() );
afterEach( () => jest.useRealTimers() );

it( 'is still when nobody has done anything for a moment, and no longer when somebody does', () => {
	renderHook( () => useStill( true ) );
	expect( root ).not.toHaveClass( STILL );
	for ( const sign of [ 'pointermove', 'keydown', 'focusin' ] ) {
		jest.advanceTimersByTime( 3_000 );
		expect( root ).toHaveClass( STILL );
		document.body.dispatchEvent( new Event( sign, { bubbles: true } ) );
		expect( root ).not.toHaveClass( STILL );
	}
} );

it( 'is not still as long as somebody goes on', () => {
	renderHook( () => useStill( true ) );
	for ( let count = 0; count < 5; count++ ) {
		jest.advanceTimersByTime( 2_000 );
		document.dispatchEvent( new Event( 'pointermove' ) );
	}
	expect( root ).not.toHaveClass( STILL );
} );

it( 'leaves nothing behind', () => {
	const { rerender } = renderHook( ( { isOn } ) => useStill( isOn ), {
		initialProps: { isOn: true },
	} );
	jest.advanceTimersByTime( 3_000 );
	rerender( { isOn: false } );
	expect( root ).not.toHaveClass( STILL );
	document.dispatchEvent( new Event( 'pointermove' ) );
	jest.advanceTimersByTime( 3_000 );
	expect( root ).not.toHaveClass( STILL );
} );
