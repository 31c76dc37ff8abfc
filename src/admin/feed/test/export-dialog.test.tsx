import { act, render, screen } from '@testing-library/react';
import { createRegistry, RegistryProvider } from '@wordpress/data';
import { store } from '../../../store';
import { ExportDialog } from '../components/export-dialog';
import { exportEvents } from '../export-stream';

type Options = Parameters< typeof exportEvents >[ 0 ];

/** The export that runs, and how the test ends it. */
const mockRun: {
	options?: Options;
	finish?: () => void;
	fail?: ( error: Error ) => void;
} = {};

jest.mock( '@realtime-events/client', () => ( {
	config: { types: {}, groups: {}, urls: {}, user: { id: 9 } },
	store: jest.requireActual( '../../../store' ).store,
} ) );

jest.mock( '../export-sink', () => ( { openSink: async () => ( {} ) } ) );

jest.mock( '../export-stream', () => ( {
	exportEvents: ( options: Options ) =>
		new Promise< void >( ( resolve, reject ) => {
			Object.assign( mockRun, {
				options,
				finish: resolve,
				fail: reject,
			} );
			options.signal.addEventListener( 'abort', () =>
				reject( new Error( 'aborted' ) )
			);
		} ),
} ) );

let closed = 0;

async function begin() {
	const registry = createRegistry();
	registry.register( store );
	closed = 0;
	render(
		<RegistryProvider value={ registry }>
			<ExportDialog onClose={ () => closed++ } />
		</RegistryProvider>
	);
	const press = ( name: string ) =>
		act( async () => screen.getByRole( 'button', { name } ).click() );
	await act( async () => screen.getByLabelText( /^NDJSON/ ).click() );
	await press( 'Export' );
	return press;
}

it( 'says how far it is while it comes, and closes when it is whole', async () => {
	await begin();
	expect( mockRun.options?.format ).toBe( 'ndjson' );
	const bar = screen.getByRole( 'progressbar' );
	expect( bar ).not.toHaveAttribute( 'value' );
	// Nobody knows yet of how many.
	expect( screen.getByRole( 'status' ) ).not.toHaveTextContent( /\d/ );
	act( () => mockRun.options?.onProgress( 500, 2_000 ) );
	expect( screen.getByRole( 'status' ) ).toHaveTextContent(
		'500 of 2000 events'
	);
	expect( bar ).toHaveAttribute( 'value', '25' );
	await act( async () => mockRun.finish?.() );
	expect( closed ).toBe( 1 );
} );

it( 'is given up with the dialog', async () => {
	const press = await begin();
	await press( 'Cancel' );
	expect( mockRun.options?.signal.aborted ).toBe( true );
	expect( closed ).toBe( 1 );
	expect( screen.getByRole( 'status' ) ).toBeEmptyDOMElement();
} );

it( 'says why it broke off, and can be begun again', async () => {
	await begin();
	await act( async () => mockRun.fail?.( new Error( 'It broke off.' ) ) );
	expect( screen.getByRole( 'status' ) ).toHaveTextContent( 'It broke off.' );
	expect( screen.getByRole( 'button', { name: 'Export' } ) ).toBeEnabled();
	expect( closed ).toBe( 0 );
} );
