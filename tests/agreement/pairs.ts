import fc from 'fast-check';
import type { CloudEvent } from '../../src/protocol';
import { compile, EVERYTHING, PARTS, toParams } from '../../src/store/query';
import type { Part, Query, TypeFacts } from '../../src/store/query';
import {
	eventOfAction,
	statusAt,
	TRIAGE_STATUSES,
	UNTOUCHED,
} from '../../src/store/triage';
import type { Triage } from '../../src/store/triage';
import { afterAction } from '../../src/store/triage-after';

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
	/** What the team did about it, in this order. */
	readonly actions: readonly ActionFacts[];
}

export interface ActionFacts {
	readonly type: string;
	/** RFC 3339, long over or far ahead; empty for no end. */
	readonly until: string;
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

/** Nothing, mostly, as on a real site. */
const doings = fc.oneof(
	{ weight: 2, arbitrary: fc.constant( [] ) },
	{
		weight: 3,
		arbitrary: fc.array(
			fc.record( {
				type: fc.constantFrom(
					'event.claimed',
					'event.released',
					'event.resolved',
					'event.reopened',
					'event.snoozed',
					'event.snoozed',
					'event.noted',
					'event.pinned',
					'event.reacted'
				),
				until: fc.constantFrom(
					'',
					'2001-01-01T00:00:00.000Z',
					'2999-01-01T00:00:00.000Z'
				),
			} ),
			{ minLength: 1, maxLength: 3 }
		),
	}
);

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
		actions: doings,
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
		fc.constantFrom(
			'lamp.lit',
			'lamp',
			'generic.event',
			'0',
			'event.claimed',
			'event.noted',
			'event.pinned'
		)
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
		// Likewise.
		triage: fc.constantFrom( ...TRIAGE_STATUSES ),
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
 * @param actions What was done about them, likewise, oldest first.
 * @return For each filter the ids of the events that pass.
 */
export function judge(
	types: TypeFacts,
	filters: readonly Filter[],
	events: readonly CloudEvent[],
	actions: readonly CloudEvent[]
): string[][] {
	const triage = new Map< string, Triage >();
	for ( const action of actions ) {
		const id = eventOfAction( action );
		if ( id !== null ) {
			triage.set(
				id,
				afterAction( triage.get( id ) ?? UNTOUCHED, action )
			);
		}
	}
	const now = Date.now();
	return filters.map( ( filter ) =>
		events
			.filter(
				compile(
					{ ...EVERYTHING, ...filter.query },
					types,
					( { id } ) => statusAt( triage.get( id ) ?? UNTOUCHED, now )
				)
			)
			.map( ( { id } ) => id )
	);
}
