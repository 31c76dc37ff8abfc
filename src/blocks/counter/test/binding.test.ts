import { getBlockBindingsSource, registerBlockType } from '@wordpress/blocks';
import { liveValues, registerLiveValues } from '../binding';
import { sampleText } from '../sample';
import { transforms } from '../transforms';

const type = ( label: string, isPublic: boolean ) => ( {
	label,
	group: 'Content',
	sentence: '',
	fields: [],
	isPublic,
	isAlwaysPublic: false,
	isTold: true,
} );

beforeEach( () => {
	window.realtimeEventsBlocks = {
		types: {
			'post.published': type( 'Post published', true ),
			'user.registered': type( 'User registered', false ),
		},
		canManage: false,
		settingsUrl: '',
		counterLabels: {
			page: [ '{count} people are reading this', '' ],
			events: [ '{count} today', '' ],
		},
		hasShop: false,
		canPickValues: true,
	};
} );

describe( 'the live values that the editor offers', () => {
	it( 'are those that can be known, of public types alone', () => {
		expect( liveValues().map( ( { label } ) => label ) ).toEqual( [
			'People on this page',
			'People on the site',
			'Comments of this post',
			'Today: Post published',
		] );
	} );

	it( 'are what the server understands', () => {
		expect( liveValues().at( -1 )?.args ).toEqual( {
			counts: 'events',
			eventType: 'post.published',
		} );
	} );

	it( 'are shown in their words, or in the author’s', () => {
		expect( sampleText( { counts: 'page' } ) ).toBe(
			'12 people are reading this'
		);
		expect( sampleText( { counts: 'page', label: 'readers' } ) ).toBe(
			'12 readers'
		);
	} );

	it( 'are the same list at every turn', () => {
		registerLiveValues();
		const source = getBlockBindingsSource(
			'realtime-events/value'
		) as unknown as {
			getFieldsList: () => unknown[];
			getValues: ( asked: unknown ) => unknown;
		};
		expect( source.getFieldsList() ).toBe( source.getFieldsList() );
		expect(
			source.getValues( {
				bindings: { content: { args: { counts: 'events' } } },
			} )
		).toEqual( { content: '12 today' } );
	} );
} );

it( 'turns a counter into a paragraph that is bound to the same number', () => {
	registerBlockType( 'core/paragraph', {
		apiVersion: 3,
		title: 'Paragraph',
		category: 'text',
		attributes: {
			content: { type: 'string' },
			metadata: { type: 'object' },
		},
		edit: () => null,
		save: () => null,
	} as unknown as Parameters< typeof registerBlockType >[ 1 ] );
	const made = transforms.to?.[ 0 ]?.transform( {
		counts: 'events',
		eventType: 'post.published',
		object: 0,
		label: '',
		labelOne: '',
	} );
	expect( made ).toMatchObject( {
		name: 'core/paragraph',
		attributes: {
			metadata: {
				bindings: {
					content: {
						source: 'realtime-events/value',
						args: { counts: 'events', eventType: 'post.published' },
					},
				},
			},
		},
	} );
} );
