import { act, render, screen, within } from '@testing-library/react';
import { createRegistry, RegistryProvider } from '@wordpress/data';
import { store as noticesStore } from '@wordpress/notices';
import type { CloudEvent } from '@realtime-events/client';
import { store } from '../../../store';
import { eventOf } from '../../../store/test/support/events';
import type { Delivery, DeliveryState } from '../../deliveries/types';
import { besideStore } from '../beside/store';
import { EventRow } from '../components/event-row';

const ADMIN = 'https://site.example/wp-admin/';
const NOW = Date.parse( '2026-01-31T12:01:00.000Z' );

jest.mock( '@realtime-events/client', () => ( {
	config: {
		can: { manage: true },
		urls: { admin: 'https://site.example/wp-admin/', feed: '/feed' },
		types: {
			'post.published': {
				label: 'Post published',
				icon: 'admin-post',
				sentence: '{actorname} published {title}',
				link: 'post.php?post={id}&action=edit',
			},
			'comment.created': {
				label: 'Comment',
				icon: 'admin-comments',
				sentence: 'A comment on {title}',
				link: '',
			},
		},
		user: { id: 9 },
	},
	store: jest.requireActual( '../../../store' ).store,
	request: async () => ( { body: {} } ),
} ) );

/** Nobody did it: what an event does not know it does not have. */
const byNobody = ( actorname?: string ): CloudEvent => {
	const { actorid, actorname: name, ...event } = eventOf( 1 );
	return actorname === undefined ? event : { ...event, actorname };
};

function show( overrides: Partial< CloudEvent > = {}, base = eventOf( 1 ) ) {
	const registry = createRegistry();
	[ store, besideStore, noticesStore ].forEach( ( one ) =>
		registry.register( one )
	);
	const event = {
		...base,
		data: { id: 7, title: 'Spring sale' },
		...overrides,
	};
	render(
		<RegistryProvider value={ registry }>
			<EventRow
				row={ {
					kind: 'event',
					key: event.id,
					event,
					count: 1,
					run: null,
					role: 'single',
					isOneStory: true,
					isExpanded: false,
				} }
				now={ NOW }
				isUnread={ false }
				isActive={ false }
				isOpen={ false }
				isNew={ false }
				position={ 1 }
				setSize={ 1 }
				onOpen={ () => undefined }
				onToggleRun={ () => undefined }
				onActivate={ () => undefined }
			/>
		</RegistryProvider>
	);
	const row = screen.getByRole( 'article' );
	return {
		row,
		face: row.querySelector( '.realtime-events-mark__face' ),
		badge: row.querySelector( '.realtime-events-mark__badge' ),
		meta: row.querySelector( '.realtime-events-row__meta' ),
		delivered: ( state: DeliveryState ) =>
			act(
				() =>
					void registry.dispatch( besideStore ).deliveriesRead( [
						{
							id: 3,
							state,
							attempts: 5,
							is_sending: false,
							created: '2026-01-31T12:00:01.000Z',
							next_attempt: '2026-01-31T12:05:00.000Z',
							acknowledged:
								state === 'sent'
									? '2026-01-31T12:00:01.034Z'
									: null,
							event: { id: event.id, time: event.time },
						} as unknown as Delivery,
					] )
			),
	};
}

describe( 'the mark of a row', () => {
	it.each( [
		[ 'post.published', 'dashicons-admin-post' ],
		[ 'comment.created', 'dashicons-admin-comments' ],
		[ 'lamp.lit', 'dashicons-megaphone' ],
	] )( 'has the icon of its type: %s', ( type, icon ) => {
		const { row } = show( { type } );
		const icons = row.querySelectorAll( '.dashicons' );
		expect( icons ).toHaveLength( 1 );
		expect( icons[ 0 ] ).toHaveClass( icon );
	} );

	it( 'is the initials of who did it, with the type’s icon as a badge', () => {
		const { face, badge } = show();
		expect( face ).toHaveTextContent( /^AL$/ );
		expect( face ).not.toHaveClass( 'is-type' );
		expect( badge?.querySelector( '.dashicons-admin-post' ) ).toBeTruthy();
	} );

	it.each( [ undefined, '', ' ' ] )(
		'is the type’s icon alone where nobody did it: %p',
		( actorname ) => {
			const { face, badge } = show( {}, byNobody( actorname ) );
			expect( face ).toHaveClass( 'is-type' );
			expect( face ).toHaveTextContent( /^$/ );
			expect(
				face?.querySelector( '.dashicons-admin-post' )
			).toBeTruthy();
			expect( badge ).toBeNull();
		}
	);

	it( 'is nothing that screen readers read: the sentence says all of it', () => {
		const { face } = show();
		expect( face?.closest( '[aria-hidden="true"]' ) ).toBeTruthy();
	} );
} );

describe( 'to screen readers a row', () => {
	it.each( [
		[ 'warning', 'Warning' ],
		[ 'error', 'Error' ],
	] as const )( 'says in a word what is wrong: %s', ( severity, word ) => {
		const { row } = show( { severity } );
		expect( screen.getByText( word ) ).toBeVisible();
		expect( row ).toHaveAccessibleName(
			new RegExp( `^${ word }\\s*Ada Lovelace published Spring sale$` )
		);
	} );

	it.each( [ 'info', 'success' ] as const )(
		'has no such word where nothing is wrong: %s',
		( severity ) => {
			expect( show( { severity } ).row ).toHaveAccessibleName(
				'Ada Lovelace published Spring sale'
			);
		}
	);
} );

describe( 'beside its sentence a row', () => {
	it( 'names its channel', () => {
		expect( show( { channel: 'shop' } ).meta ).toHaveTextContent(
			/^shop$/
		);
	} );

	it( 'names the way it came by', () => {
		const { meta } = show( { channel: 'shop', origin: 'cli' } );
		expect( [ ...( meta?.children ?? [] ) ] ).toEqual( [
			expect.objectContaining( { textContent: 'shop' } ),
			expect.objectContaining( { textContent: 'cli' } ),
		] );
	} );

	it( 'tells how it was delivered as soon as that is known, and what became of it', () => {
		const { row, delivered } = show();
		const chip = () => row.querySelector( '.realtime-events-delivery' );
		expect( chip() ).toBeNull();
		// The place is kept: what comes later moves nothing.
		expect( row ).toHaveClass( 'has-delivery' );
		delivered( 'dead' );
		expect( chip() ).toHaveClass( 'is-dead' );
		expect( chip() ).toHaveTextContent( /^Given up/ );
		expect(
			within( row ).getByRole( 'button', { name: 'Replay' } )
		).toBeVisible();
		delivered( 'sent' );
		expect( chip() ).toHaveClass( 'is-sent' );
		expect( chip() ).toHaveTextContent( '34 ms' );
		expect( screen.getByText( 'Delivered (34 ms)' ) ).toHaveClass(
			'screen-reader-text'
		);
		expect( screen.queryByRole( 'button', { name: 'Replay' } ) ).toBeNull();
	} );
} );

describe( 'the sentence of a row', () => {
	it( 'leads to who did it and to what it is about', () => {
		show();
		expect(
			screen.getByRole( 'link', { name: 'Ada Lovelace' } )
		).toHaveAttribute( 'href', `${ ADMIN }user-edit.php?user_id=1` );
		expect(
			screen.getByRole( 'link', { name: 'Spring sale' } )
		).toHaveAttribute( 'href', `${ ADMIN }post.php?post=7&action=edit` );
	} );

	it( 'leads nowhere where there is no place to go to', () => {
		show( { type: 'comment.created' }, byNobody() );
		expect( screen.getByText( 'Spring sale' ) ).toBeVisible();
		expect( screen.queryByRole( 'link' ) ).toBeNull();
	} );
} );
