import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { startDemo, type Demo } from '../support/harness';
import { basic, told } from './support/visitor';

const START_MS = 240_000;
const TEST_MS = 240_000;

const PRETTY = '/realtime-events/v1/event-trigger';
const PLAIN = '/?realtime_events_trigger=1';

const run = promisify( execFile );

describe( 'the rewrite endpoint of a real site', () => {
	let demo: Demo;
	let sent = 0;

	const wp = async ( ...args: string[] ) =>
		( await run( demo.wp, args ) ).stdout.trim();

	const rules = () => wp( 'option', 'get', 'rewrite_rules', '--format=json' );

	/**
	 * @param path    Where to.
	 * @param headers Who it is.
	 * @return Its status, and whether the event is in the ledger.
	 */
	const trigger = async (
		path: string,
		headers: Record< string, string > = {
			Authorization: `Bearer ${ demo.apiKey }`,
		}
	) => {
		const number = ++sent;
		const response = await fetch( `${ demo.site }${ path }`, {
			method: 'POST',
			headers: { ...headers, 'Content-Type': 'application/json' },
			body: JSON.stringify( { type: 'oven.heated', number } ),
			redirect: 'manual',
		} );
		// Node 24 fails where a connection ends before its answer was read.
		await response.arrayBuffer();
		return response.status;
	};

	const stored = async () =>
		( await told( demo, { type: 'oven.heated', per_page: '100' } ) ).map(
			( { data } ) => data.number
		);

	beforeAll( async () => {
		demo = await startDemo( [ '--no-hub' ] );
	}, START_MS );

	afterAll( () => demo?.stop(), START_MS );

	it(
		'is there by both addresses, whatever the permalinks are, and gone with the plugin',
		async () => {
			expect( await trigger( PRETTY ) ).toBe( 201 );
			expect( await trigger( PLAIN ) ).toBe( 201 );
			expect( await trigger( PRETTY, basic( demo.users.editor ) ) ).toBe(
				201
			);
			expect( await trigger( PRETTY, {} ) ).toBe( 401 );
			expect(
				await trigger( PRETTY, {
					Authorization:
						'Bearer key-of-another-site-0123456789abcdef',
				} )
			).toBe( 401 );

			// Neither pages nor events write the rules.
			const before = await rules();
			expect( before ).toContain( 'realtime_events_trigger=1' );
			await ( await fetch( demo.site ) ).arrayBuffer();
			expect( await rules() ).toBe( before );

			await wp( 'rewrite', 'structure', '/archive/%post_id%/' );
			expect( await trigger( PRETTY ) ).toBe( 201 );
			await wp( 'rewrite', 'structure', '' );
			expect( await trigger( PLAIN ) ).toBe( 201 );
			await wp( 'rewrite', 'structure', '/%postname%/' );
			expect( await trigger( PRETTY ) ).toBe( 201 );
			expect( await stored() ).toEqual( [ 8, 7, 6, 3, 2, 1 ] );

			await wp( 'plugin', 'deactivate', 'realtime-events' );
			expect( await trigger( PRETTY ) ).toBe( 404 );
			expect( await rules() ).not.toContain( 'realtime_events_trigger' );
			await wp( 'plugin', 'activate', 'realtime-events' );
			expect( await trigger( PRETTY ) ).toBe( 201 );
			expect( await rules() ).toContain( 'realtime_events_trigger=1' );
		},
		TEST_MS
	);
} );
