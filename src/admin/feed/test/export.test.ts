import fc from 'fast-check';
import cells from '../../../../tests/fixtures/csv-cells.json';
import { eventOf } from '../../../store/test/support/events';
import { csvField, ExportWriter } from '../export';
import type { ExportFormat } from '../export';
import { exportEvents, LineReader } from '../export-stream';
import { EVERYTHING } from '../../../store/query';

const mockPieces: string[] = [];
let mockTotal = 3;

/** A download that comes in these pieces, and breaks off at an empty one. */
jest.mock( '@realtime-events/client', () => ( {
	get config() {
		return mockFacts;
	},
	openStream: async () => ( {
		headers: { get: () => String( mockTotal ) },
		body: {
			pipeThrough: () => ( {
				getReader: () => ( {
					read: async () => {
						const value = mockPieces.shift();
						if ( value === '' ) {
							throw new Error( 'It broke off.' );
						}
						return { value, done: value === undefined };
					},
				} ),
			} ),
		},
	} ),
} ) );

const mockFacts = {
	types: {
		'post.published': {
			label: 'Post published',
			group: 'posts',
			icon: 'admin-post',
			severity: 'success' as const,
			sentence: '{actorname} published “{title}”',
			link: '',
		},
	},
	urls: {
		admin: 'https://example.com/wp-admin/',
		feed: '',
		deliveries: '',
		settings: '',
		home: '',
	},
};

const written = ( format: 'csv' | 'json' | 'ndjson', ...pages: number[][] ) => {
	const writer = new ExportWriter( format, mockFacts );
	return [
		writer.head(),
		...pages.map( ( page ) =>
			writer.page( page.map( ( sequence ) => eventOf( sequence ) ) )
		),
		writer.tail(),
	].join( '' );
};

describe( 'a field of a CSV file', () => {
	it.each( cells )(
		'is never a formula, and text stays as it is: $cell',
		( { cell, isFormula } ) => {
			const field = csvField( cell ).replace( /^"/, '' );
			expect( field.startsWith( "'" ) ).toBe( isFormula );
		}
	);

	it( 'comes back whole from a reader of CSV', () => {
		fc.assert(
			fc.property( fc.string(), ( value ) => {
				const field = csvField( value );
				const read = field.startsWith( '"' )
					? field.slice( 1, -1 ).replaceAll( '""', '"' )
					: field;
				expect( read.replace( /^'/, '' ) ).toBe(
					value.replace( /^'/, '' )
				);
				expect(
					field.startsWith( '"' ) || ! /[",\r\n]/.test( field )
				).toBe( true );
			} )
		);
	} );
} );

describe( 'an export', () => {
	it( 'is valid JSON, over pages and empty', () => {
		expect( JSON.parse( written( 'json', [ 2 ], [ 1 ] ) ) ).toEqual( [
			eventOf( 2 ),
			eventOf( 1 ),
		] );
		expect( JSON.parse( written( 'json' ) ) ).toEqual( [] );
	} );

	it( 'has one event a line as NDJSON', () => {
		const lines = written( 'ndjson', [ 2, 1 ] ).trimEnd().split( '\n' );
		expect( lines.map( ( line ) => JSON.parse( line ) ) ).toEqual( [
			eventOf( 2 ),
			eventOf( 1 ),
		] );
	} );

	it( 'tells the sentence in CSV', () => {
		expect( written( 'csv', [ 1 ] ) ).toContain(
			'Ada Lovelace published “Post 1”'
		);
	} );
} );

describe( 'a stream of events', () => {
	it( 'is read the same wherever the network cuts it', () => {
		const events = [ 1, 2, 3 ].map( ( n ) => eventOf( n ) );
		const text = events
			.map( ( event ) => `${ JSON.stringify( event ) }\n` )
			.join( '' );
		fc.assert(
			fc.property(
				fc.array( fc.integer( { min: 1, max: 200 } ) ),
				( cuts ) => {
					const reader = new LineReader();
					const read = [];
					let at = 0;
					for ( const length of cuts ) {
						if ( at < text.length ) {
							read.push(
								...reader.read( text.slice( at, at + length ) )
							);
							at += length;
						}
					}
					if ( at < text.length ) {
						read.push( ...reader.read( text.slice( at ) ) );
					}
					read.push( ...reader.read( '' ) );
					expect( read ).toEqual( events );
				}
			)
		);
	} );
} );

describe( 'a download', () => {
	const line = ( sequence: number ) =>
		`${ JSON.stringify( eventOf( sequence ) ) }\n`;

	async function download(
		pieces: string[],
		format: ExportFormat,
		announced = 3
	) {
		mockTotal = announced;
		Object.assign( globalThis, { TextDecoderStream: class {} } );
		mockPieces.splice( 0, mockPieces.length, ...pieces );
		const told: string[] = [];
		const ends: string[] = [];
		let file = '';
		const result = await exportEvents( {
			query: EVERYTHING,
			format,
			sink: {
				write: async ( text ) => {
					file += text;
				},
				close: async () => void ends.push( 'closed' ),
				abort: async () => void ends.push( 'given up' ),
			},
			signal: new AbortController().signal,
			onProgress: ( done, total ) =>
				void told.push( `${ done } of ${ total }` ),
		} ).catch( ( error: Error ) => error.message );
		return { told, ends, result, file };
	}

	it( 'says while it comes how much there is and how much of it is written', async () => {
		const [ first, second, third ] = [ line( 1 ), line( 2 ), line( 3 ) ];
		expect(
			await download(
				[ first + second.slice( 0, 9 ), second.slice( 9 ), third ],
				'ndjson'
			)
		).toEqual( {
			told: [ '1 of 3', '2 of 3', '3 of 3', '3 of 3' ],
			ends: [ 'closed' ],
			result: undefined,
			file: first + second + third,
		} );
	} );

	it.each( [ 'csv', 'json', 'ndjson' ] as const )(
		'is written in the format that was chosen: %s',
		async ( format ) => {
			const { file } = await download(
				[ line( 2 ), line( 1 ) ],
				format,
				2
			);
			expect( file ).toBe( written( format, [ 2, 1 ] ) );
		}
	);

	it( 'leaves no half file where it breaks off', async () => {
		expect( await download( [ line( 1 ), '' ], 'ndjson' ) ).toMatchObject( {
			told: [ '1 of 3' ],
			ends: [ 'given up' ],
			result: 'It broke off.',
		} );
	} );

	it( 'is not taken for whole where the site sends less than it said', async () => {
		expect(
			await download( [ line( 2 ), line( 1 ) ], 'ndjson' )
		).toMatchObject( {
			ends: [ 'given up' ],
			result: 'The site sent only 2 of 3 events. Try again.',
		} );
	} );

	it( 'is whole where more came than there were at its beginning', async () => {
		expect(
			await download( [ line( 2 ), line( 1 ) ], 'ndjson', 1 )
		).toMatchObject( { ends: [ 'closed' ], result: undefined } );
	} );
} );
