import { whenSeen } from '../connect';

let reveal: () => void;
let isObserved: boolean;

beforeEach( () => {
	isObserved = false;
	window.IntersectionObserver = class {
		public constructor( callback: IntersectionObserverCallback ) {
			reveal = () =>
				callback(
					[ { isIntersecting: true } as IntersectionObserverEntry ],
					this as unknown as IntersectionObserver
				);
		}
		public observe() {
			isObserved = true;
		}
		public disconnect() {
			isObserved = false;
		}
	} as unknown as typeof IntersectionObserver;
	become( 'complete', 'visible' );
} );

function become(
	readyState: DocumentReadyState,
	visibilityState: DocumentVisibilityState
): void {
	for ( const [ name, value ] of Object.entries( {
		readyState,
		visibilityState,
	} ) ) {
		Object.defineProperty( document, name, {
			configurable: true,
			get: () => value,
		} );
	}
}

/** Lets everything happen that need not wait for the browser. */
const settled = () => new Promise( ( resolve ) => setTimeout( resolve ) );

function waiting( element: Element | null, signal: AbortSignal ) {
	const wait = { isOver: false };
	void whenSeen( element, signal ).then( () => {
		wait.isOver = true;
	} );
	return wait;
}

const { signal } = new AbortController();

it( 'waits until the page has loaded', async () => {
	become( 'interactive', 'visible' );
	const wait = waiting( null, signal );
	await settled();
	expect( wait.isOver ).toBe( false );
	window.dispatchEvent( new Event( 'load' ) );
	await settled();
	expect( wait.isOver ).toBe( true );
} );

it( 'waits until somebody looks at the page', async () => {
	become( 'complete', 'hidden' );
	const wait = waiting( null, signal );
	await settled();
	expect( wait.isOver ).toBe( false );
	become( 'complete', 'visible' );
	document.dispatchEvent( new Event( 'visibilitychange' ) );
	await settled();
	expect( wait.isOver ).toBe( true );
} );

it( 'waits until the block is near the screen, and watches it no longer', async () => {
	const wait = waiting( document.body, signal );
	await settled();
	expect( wait.isOver ).toBe( false );
	expect( isObserved ).toBe( true );
	reveal();
	await settled();
	expect( wait.isOver ).toBe( true );
	expect( isObserved ).toBe( false );
} );

it( 'watches nothing any more once it was called off', async () => {
	const abort = new AbortController();
	const wait = waiting( document.body, abort.signal );
	await settled();
	expect( isObserved ).toBe( true );
	abort.abort();
	expect( isObserved ).toBe( false );
	await settled();
	expect( wait.isOver ).toBe( false );
} );
