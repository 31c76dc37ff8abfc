import { act, renderHook } from '@testing-library/react';
import { useWall } from '../use-wall';

const root = document.documentElement;
const locks: Array< { isHeld: boolean } > = [];
let isFull = false;

const changed = () => document.dispatchEvent( new Event( 'fullscreenchange' ) );

beforeEach( () => {
	locks.length = 0;
	isFull = false;
	root.requestFullscreen = async () => {
		isFull = true;
		changed();
	};
	Object.assign( document, {
		exitFullscreen: async () => {
			isFull = false;
			changed();
		},
	} );
	Object.defineProperty( document, 'fullscreenElement', {
		configurable: true,
		get: () => ( isFull ? root : null ),
	} );
	Object.assign( navigator, {
		wakeLock: {
			request: async () => {
				const lock = { isHeld: true };
				locks.push( lock );
				return {
					release: async () => {
						lock.isHeld = false;
					},
				};
			},
		},
	} );
} );

it( 'takes the whole screen and keeps it awake, until it is left', async () => {
	const { result } = renderHook( () => useWall() );
	await act( async () => result.current.toggleWall() );
	expect( result.current.isWall ).toBe( true );
	expect( isFull ).toBe( true );
	expect( root ).toHaveClass( 'realtime-events-is-wall' );
	expect( locks ).toEqual( [ { isHeld: true } ] );

	await act( async () => result.current.toggleWall() );
	expect( isFull ).toBe( false );
	expect( root ).not.toHaveClass( 'realtime-events-is-wall' );
	expect( locks ).toEqual( [ { isHeld: false } ] );
} );

it( 'ends when the browser leaves the full screen by Escape', async () => {
	const { result } = renderHook( () => useWall() );
	await act( async () => result.current.toggleWall() );
	await act( async () => document.exitFullscreen() );
	expect( result.current.isWall ).toBe( false );
	expect( locks ).toEqual( [ { isHeld: false } ] );
} );

it( 'takes the focus off the button that was pressed, and gives it back', async () => {
	const button = document.body.appendChild(
		document.createElement( 'button' )
	);
	button.focus();
	const { result } = renderHook( () => useWall() );
	await act( async () => result.current.toggleWall() );
	expect( button ).not.toHaveFocus();
	await act( async () => result.current.toggleWall() );
	expect( button ).toHaveFocus();
	button.remove();
} );

it( 'works where the screen may not be kept awake or taken', async () => {
	Object.assign( navigator, {
		wakeLock: { request: () => Promise.reject( new Error( 'no' ) ) },
	} );
	root.requestFullscreen = () => Promise.reject( new Error( 'no' ) );
	const { result } = renderHook( () => useWall() );
	await act( async () => result.current.toggleWall() );
	expect( result.current.isWall ).toBe( true );
	expect( root ).toHaveClass( 'realtime-events-is-wall' );
} );

it( 'is kept awake again when the tab is looked at again', async () => {
	const { result } = renderHook( () => useWall() );
	await act( async () => result.current.toggleWall() );
	await act( async () =>
		document.dispatchEvent( new Event( 'visibilitychange' ) )
	);
	expect( locks.at( -1 ) ).toEqual( { isHeld: true } );
	await act( async () => result.current.toggleWall() );
	// Whatever was asked for is given back, be it twice.
	expect( locks.filter( ( { isHeld } ) => isHeld ) ).toEqual( [] );
} );
