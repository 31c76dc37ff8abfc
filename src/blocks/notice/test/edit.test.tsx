import { fireEvent, render, screen } from '@testing-library/react';
import type { ComponentProps, ReactNode } from 'react';
import { Edit } from '../edit';

const TRAP = '<img src=x onerror="window.pwned = 1">';

/** The editor around the block: its toolbar, and no sidebar. */
jest.mock( '@wordpress/block-editor', () => ( {
	useBlockProps: ( props: object ) => props,
	BlockControls: ( { children }: { children: ReactNode } ) => children,
	InspectorControls: () => null,
	__experimentalUseBorderProps: () => ( {} ),
	__experimentalUseColorProps: () => ( {} ),
} ) );

jest.mock( '../../editing/types-panel', () => ( {
	TypesPanel: () => null,
} ) );

const attributes = {
	types: [ 'post.published' ],
	templates: { 'post.published': `${ TRAP } {title}` },
	display: 'inline',
	corner: 'bottom-end',
	stack: 3,
	canMute: true,
} as unknown as ComponentProps< typeof Edit >[ 'attributes' ];

beforeEach( () => {
	window.realtimeEventsBlocks = {
		types: {
			'post.published': {
				label: 'Post published',
				group: 'Content',
				sentence: '',
				fields: [],
				isPublic: true,
				isAlwaysPublic: false,
				isTold: true,
			},
		},
		canManage: false,
		settingsUrl: '',
		counterLabels: {},
		hasShop: false,
		canPickValues: true,
	};
} );

const edit = ( changes: object = {} ) =>
	render(
		<Edit
			{ ...( {
				attributes: { ...attributes, ...changes },
				setAttributes: () => undefined,
			} as unknown as ComponentProps< typeof Edit > ) }
		/>
	);

const cards = () => screen.getAllByRole( 'listitem' );

const sendSample = () =>
	fireEvent.click(
		screen.getByRole( 'button', { name: 'Preview arriving notice' } )
	);

describe( 'a notice in the editor', () => {
	it( 'shows samples in the words of the block, as text', () => {
		const { container } = edit();
		expect( cards() ).toHaveLength( 2 );
		expect( cards()[ 0 ]?.textContent ).toContain(
			`${ TRAP } A slow Sunday bread`
		);
		expect( container.querySelector( 'img' ) ).toBeNull();
	} );

	it( 'lets one more come on demand, and no more stand than the block shows', () => {
		edit();
		sendSample();
		expect( cards() ).toHaveLength( 3 );
		expect( cards()[ 2 ]?.textContent ).toContain(
			'What we learned this year'
		);
		sendSample();
		expect( cards() ).toHaveLength( 3 );
	} );

	it( 'has room for one as a banner', () => {
		edit( { display: 'banner' } );
		expect( cards() ).toHaveLength( 1 );
	} );
} );
