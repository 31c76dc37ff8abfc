import fc from 'fast-check';
import type { CloudEvent } from '../../protocol';
import {
	compile,
	EVERYTHING,
	fromSearchParams,
	isEverything,
	PARTS,
	toParams,
	withChoice,
} from '../query';
import type { Query } from '../query';
import { eventOf } from './support/events';

const TYPES = {
	'post.published': { label: 'Beitrag veröffentlicht', group: 'posts' },
	'order.paid': { label: 'Order paid', group: 'shop' },
};

const passes = ( query: Partial< Query >, event: Partial< CloudEvent > ) =>
	compile( { ...EVERYTHING, ...query }, TYPES )( eventOf( 1, event ) );

const addressOf = ( query: Query ): URLSearchParams => {
	const address = new URLSearchParams();
	for ( const [ name, value ] of Object.entries( toParams( query ) ) ) {
		[ value ].flat().forEach( ( one ) => address.append( name, one ) );
	}
	return address;
};

describe( 'a compiled filter', () => {
	it( 'lets everything pass where nothing is asked', () => {
		expect( passes( {}, {} ) ).toBe( true );
	} );

	it( 'takes lists as alternatives and parts together', () => {
		const query = {
			include: {
				type: [ 'post.published', 'order.paid' ],
				severity: [ 'error' ],
			},
		};
		expect( passes( query, { severity: 'error' } ) ).toBe( true );
		expect( passes( query, { severity: 'info' } ) ).toBe( false );
		expect(
			passes( query, { type: 'user.registered', severity: 'error' } )
		).toBe( false );
	} );

	it( 'leaves out what is excluded', () => {
		const query = { exclude: { actor: [ '1' ] } };
		expect( passes( query, { actorid: '1' } ) ).toBe( false );
		expect( passes( query, { actorid: '2' } ) ).toBe( true );
	} );

	it( 'knows nobody as actor 0', () => {
		const { actorid: _, ...anonymous } = eventOf( 1 );
		const query = {
			...EVERYTHING,
			include: { actor: [ '0' ] },
		};
		expect( compile( query, TYPES )( anonymous ) ).toBe( true );
	} );

	it( 'counts a type that nobody declared as custom', () => {
		const query = { include: { group: [ 'custom' ] } };
		expect( passes( query, { type: 'my.event' } ) ).toBe( true );
		expect( passes( query, { type: 'order.paid' } ) ).toBe( false );
	} );

	it( 'finds every word in any case, in the data or in the type’s label', () => {
		const event = { data: { title: 'Frühlings-SALE', nested: { a: 'x' } } };
		expect( passes( { search: 'sale ADA' }, event ) ).toBe( true );
		expect( passes( { search: 'VERÖFFENTLICHT' }, event ) ).toBe( true );
		expect( passes( { search: 'sale missing' }, event ) ).toBe( false );
	} );

	it( 'takes text as text, not as a pattern', () => {
		expect( passes( { search: '.*' }, {} ) ).toBe( false );
		expect( passes( { search: '%' }, {} ) ).toBe( false );
	} );

	it( 'includes the first moment and excludes the last', () => {
		const time = '2026-01-31T12:00:00.000Z';
		expect( passes( { since: time }, { time } ) ).toBe( true );
		expect( passes( { until: time }, { time } ) ).toBe( false );
	} );
} );

describe( 'a filter in the address', () => {
	const values = fc.uniqueArray(
		fc.string( { minLength: 1, maxLength: 12 } ),
		{ maxLength: 3 }
	);
	const choice = fc.record(
		Object.fromEntries( PARTS.map( ( part ) => [ part, values ] ) )
	);

	it( 'comes back as it went', () => {
		fc.assert(
			fc.property( choice, choice, fc.string(), ( a, b, search ) => {
				let query: Query = {
					...EVERYTHING,
					search: search.trim(),
					since: '2026-01-31T00:00:00.000Z',
				};
				for ( const part of PARTS ) {
					query = withChoice(
						query,
						'include',
						part,
						a[ part ] ?? []
					);
					query = withChoice(
						query,
						'exclude',
						part,
						b[ part ] ?? []
					);
				}
				const read = fromSearchParams(
					new URLSearchParams( addressOf( query ).toString() )
				);
				expect( read ).toEqual( query );
			} )
		);
	} );

	it( 'is read also where a list is written as PHP writes it', () => {
		const { include, exclude } = fromSearchParams(
			new URLSearchParams(
				'type[]=a&type[]=b&exclude_type%5B0%5D=c&exclude_type%5B1%5D=d&severity=error'
			)
		);
		expect( { include, exclude } ).toEqual( {
			include: { type: [ 'a', 'b' ], severity: [ 'error' ] },
			exclude: { type: [ 'c', 'd' ] },
		} );
	} );

	it( 'ignores what makes no sense', () => {
		const read = fromSearchParams(
			new URLSearchParams( 'since=yesterday&unknown=1&type=' )
		);
		expect( read.since ).toBe( '' );
		expect( isEverything( read ) ).toBe( true );
	} );
} );
