import fc from 'fast-check';
import type { CloudEvent } from '../../src/protocol';
import { compile, EVERYTHING, PARTS, toParams } from '../../src/store/query';
import type { Part, Query, TypeFacts } from '../../src/store/query';

/** Together more pairs than anybody writes by hand: each filter meets each event. */
const EVENTS = 100;
const FILTERS = 1_000;
/** The same pairs in every run: a failure can be looked at again. */
const SEED = 20_260_131;

const FIRST_MS = Date.UTC( 2026, 0, 31, 12 );
const SPAN_MS = 4_000;

/** An event as PHP's `new Event()` takes it. */
export interface EventFacts {
	readonly type: string;
	readonly data: Readonly< Record< string, unknown > >;
	readonly channel: string;
	readonly time_ms: number;
	readonly severity: string;
	readonly subject: string;
	readonly actor_id: number;
	readonly actor_name: string;
	readonly origin: string;
}

export interface Filter {
	readonly query: Query;
	/** The same as a request has it. */
	readonly params: string;
}

/** What texts are made of where languages, encodings and databases like to differ. */
const WORDS = [
	'Spring',
	'SALE',
	'grüße',
	'GRÜẞE',
	'straße',
	'STRASSE',
	'ΟΔΌΣ',
	'οδός',
	'İstanbul',
	'ılık',
	'Ångström',
	'Å',
	'Привет',
	'مرحبا',
	'日本語',
	'👩‍💻',
	'100%',
	'1%0',
	'_sure_',
	'\\',
	"O'Neil",
	'"quoted"',
	'Line\nbreak',
	'tab\there',
	'\u00A0nbsp\u00A0',
	'\u0085next',
	'\uFEFFmark',
	'\u3000wide',
	'e\u0301',
	'é',
	'0',
	' ',
];

const text = fc.oneof(
	{ weight: 6, arbitrary: fc.constantFrom( ...WORDS ) },
	{
		weight: 3,
		arbitrary: fc
			.array( fc.constantFrom( ...WORDS ), { maxLength: 4 } )
			.map( ( words ) => words.join( ' ' ) ),
	},
	{ weight: 1, arbitrary: fc.string( { unit: 'grapheme', maxLength: 12 } ) },
	{
		weight: 1,
		arbitrary: fc
			.constantFrom( ...WORDS )
			.map( ( word ) => word.repeat( 80 ) ),
	}
);

const origin = fc.constantFrom(
	'',
	'wp-admin',
	'rest',
	'cli',
	'app:Till',
	'app:till',
	'app:Till ',
	'app:Kasse ä'
);
const subject = fc.constantFrom(
	'',
	'post/1',
	'Post/1',
	'post/12',
	'post/2',
	'user/1'
);
const channel = fc.constantFrom(
	'public',
	'editors',
	'shop',
	'admins',
	'user:1'
);
const severity = fc.constantFrom( 'info', 'success', 'warning', 'error' );
const actor = fc.constantFrom( 0, 1, 2, 21 );

const eventFacts = ( types: TypeFacts ): fc.Arbitrary< EventFacts > =>
	fc.record( {
		type: typeName( types ),
		data: fc.dictionary(
			fc.constantFrom( 'title', 'name', 'note', 'status', 'n', 'deep' ),
			fc.oneof(
				{ weight: 4, arbitrary: text },
				fc.integer(),
				fc.boolean(),
				fc.constant( null ),
				fc.array( text, { maxLength: 2 } ),
				fc.record( { hidden: text } )
			)
		),
		channel,
		time_ms: fc
			.integer( { min: 0, max: SPAN_MS } )
			.map( ( ms ) => FIRST_MS + ms ),
		severity,
		subject,
		actor_id: actor,
		actor_name: fc.oneof( fc.constant( '' ), text ),
		origin,
	} );

/** Declared ones, and some that nobody declared. */
const typeName = ( types: TypeFacts ) =>
	fc.oneof(
		{
			weight: 3,
			arbitrary: fc.constantFrom(
				...Object.keys( types ).slice( 0, 12 )
			),
		},
		fc.constantFrom( 'lamp.lit', 'lamp', 'generic.event', '0' )
	);

const group = ( types: TypeFacts ) =>
	fc.constantFrom(
		...new Set( Object.values( types ).map( ( looks ) => looks.group ) ),
		'custom',
		'nothing'
	);

/** Nearly right is the harder half: other case, a space too many. */
const nearly = ( values: fc.Arbitrary< string > ) =>
	fc.oneof(
		{ weight: 6, arbitrary: values },
		values.map( ( value ) => value.toUpperCase() ),
		values.map( ( value ) => `${ value } ` )
	);

const query = ( types: TypeFacts ): fc.Arbitrary< Query > => {
	const values: Record< Part, fc.Arbitrary< string > > = {
		type: nearly( typeName( types ) ),
		group: group( types ),
		// Anything else is refused before it is asked.
		severity,
		actor: actor.map( String ),
		subject: nearly( subject ).filter( ( value ) => value !== '' ),
		channel: nearly( channel ),
		origin: nearly( origin ),
	};
	const choice = fc
		.record(
			Object.fromEntries(
				PARTS.map( ( part ) => [
					part,
					fc.oneof(
						{ weight: 9, arbitrary: fc.constant( [] ) },
						fc.uniqueArray( values[ part ], {
							minLength: 1,
							maxLength: 3,
						} )
					),
				] )
			)
		)
		.map( ( drawn ) =>
			Object.fromEntries(
				Object.entries( drawn ).filter(
					( [ , list ] ) => list.length > 0
				)
			)
		);
	const label = fc
		.constantFrom(
			...Object.values( types ).map( ( looks ) => looks.label )
		)
		.chain( ( words ) =>
			fc.constantFrom( words, words.toUpperCase(), words.slice( 2, 6 ) )
		);
	const moment = fc
		.integer( { min: -500, max: SPAN_MS + 500 } )
		.map( ( ms ) => new Date( FIRST_MS + ms ).toISOString() );
	return fc.record( {
		include: choice,
		exclude: choice,
		search: fc.oneof(
			{ weight: 6, arbitrary: fc.constant( '' ) },
			{ weight: 3, arbitrary: text },
			text.map( ( words ) => [ ...words ].slice( 1, 4 ).join( '' ) ),
			label
		),
		since: fc.oneof( { weight: 4, arbitrary: fc.constant( '' ) }, moment ),
		until: fc.oneof( { weight: 4, arbitrary: fc.constant( '' ) }, moment ),
	} );
};

function paramsOf( asked: Query ): string {
	const params = new URLSearchParams();
	for ( const [ name, value ] of Object.entries( toParams( asked ) ) ) {
		if ( typeof value === 'string' ) {
			params.append( name, value );
		} else {
			value.forEach( ( one ) => params.append( `${ name }[]`, one ) );
		}
	}
	return params.toString();
}

/**
 * Events and filters to try on each other.
 *
 * @param types What the site knows of its types.
 */
export function generate( types: TypeFacts ): {
	events: EventFacts[];
	filters: Filter[];
} {
	return {
		events: fc.sample( eventFacts( types ), {
			seed: SEED,
			numRuns: EVENTS,
		} ),
		filters: fc
			.sample( query( types ), { seed: SEED + 1, numRuns: FILTERS } )
			.map( ( asked ) => ( {
				query: asked,
				params: paramsOf( asked ),
			} ) ),
	};
}

/**
 * What the browser's predicate lets pass.
 *
 * @param types   What the site knows of its types.
 * @param filters Filters.
 * @param events  Events as they travel.
 * @return For each filter the ids of the events that pass.
 */
export const judge = (
	types: TypeFacts,
	filters: readonly Filter[],
	events: readonly CloudEvent[]
): string[][] =>
	filters.map( ( filter ) =>
		events
			.filter( compile( { ...EVERYTHING, ...filter.query }, types ) )
			.map( ( { id } ) => id )
	);
