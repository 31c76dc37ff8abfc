import { createRegistry } from '@wordpress/data';
import { store } from '..';
import { fakeSite } from '../../test/support/fake-site';
import { connectedFacts, facts } from '../../test/support/facts';
import type { SettingsFacts } from '../../types';

function settings( given: SettingsFacts = facts() ) {
	const registry = createRegistry();
	registry.register( store );
	const actions = registry.dispatch( store );
	void actions.receiveFacts( given );
	return { actions, selectors: registry.select( store ) };
}

const ADDRESS = 'https://hub.example.com';

describe( 'editing', () => {
	it( 'is not dirty when a value is put back', () => {
		const { actions, selectors } = settings();
		void actions.edit( { server_url: 'h' } );
		expect( selectors.isDirty() ).toBe( true );
		void actions.edit( { server_url: '' } );
		expect( selectors.isDirty() ).toBe( false );
	} );

	it( 'is not dirty when a type is switched off and on again', () => {
		const { actions, selectors } = settings(
			facts( {
				values: {
					types: {
						'post.published': { enabled: true, public: false },
					},
				},
			} )
		);
		void actions.editTypes( [ 'post.published' ], { enabled: false } );
		expect( selectors.getTypeSetting( 'post.published' ).enabled ).toBe(
			false
		);
		void actions.editTypes( [ 'post.published' ], { enabled: true } );
		expect( selectors.isDirty() ).toBe( false );
	} );

	it( 'takes a type that is not named as recorded and not public', () => {
		const { selectors } = settings();
		expect( selectors.getTypeSetting( 'never.heard' ) ).toEqual( {
			enabled: true,
			public: false,
		} );
	} );

	it( 'reads an empty list from PHP as no choices', () => {
		const { actions, selectors } = settings(
			facts( { values: { types: [] as never } } )
		);
		void actions.editTypes( [ 'post.trashed' ], { enabled: false } );
		expect( selectors.getEdits() ).toEqual( {
			types: { 'post.trashed': { enabled: false, public: false } },
		} );
	} );

	it( 'drops the error of a field with the first letter that changes', () => {
		const { actions, selectors } = settings();
		void actions.edit( { server_url: 'hub' } );
		void actions.checkServerUrl();
		expect( selectors.getError( 'server_url' ) ).toContain( 'https://' );
		void actions.edit( { server_url: 'http' } );
		expect( selectors.getError( 'server_url' ) ).toBeUndefined();
	} );
} );

describe( 'saving', () => {
	it( 'sends only what was edited', async () => {
		const { actions } = settings();
		const seen = fakeSite( () => ( { realtime_events: {} } ) );
		void actions.edit( { retention_days: 30 } );
		await actions.save();
		expect( seen ).toEqual( [
			{
				method: 'POST',
				path: '/realtime-events/v1/settings',
				data: { realtime_events: { retention_days: 30 } },
			},
		] );
	} );

	it( 'repeats nothing that somebody else may have changed since it was read', async () => {
		const { actions } = settings(
			facts( {
				values: {
					types: {
						'post.updated': { enabled: true, public: true },
						'post.trashed': { enabled: true, public: false },
					},
					roles: { view: [], publish: [ 'author' ], manage: [] },
				},
			} )
		);
		const seen = fakeSite( () => ( { realtime_events: {} } ) );
		void actions.editTypes( [ 'post.trashed', 'post.deleted' ], {
			enabled: false,
		} );
		void actions.edit( {
			roles: { view: [ 'editor' ], publish: [ 'author' ], manage: [] },
		} );
		await actions.save();
		expect( seen[ 0 ]?.data ).toEqual( {
			realtime_events: {
				types: {
					'post.trashed': { enabled: false },
					'post.deleted': { enabled: false },
				},
				roles: { view: [ 'editor' ] },
			},
		} );
	} );

	it( 'never repeats a promise about one server to the next', async () => {
		const { actions } = settings(
			connectedFacts( {
				values: {
					server_url: ADDRESS,
					profile: 'ws-event',
					profile_options: {
						publish_path: '',
						socket_url: '',
						relay_is_private: true,
						auth: 'signature',
						format: 'cloudevents',
						headers: [],
					},
				},
			} )
		);
		const seen = fakeSite( () => ( { realtime_events: {} } ) );
		void actions.edit( { server_url: 'https://other.example.com' } );
		void actions.editProfileOptions( { publish_path: '/in' } );
		await actions.save();
		expect( seen[ 0 ]?.data ).toEqual( {
			realtime_events: {
				server_url: 'https://other.example.com',
				profile_options: { publish_path: '/in' },
			},
		} );
	} );

	it.each( [
		[ { publish_path: 'events' }, 'profile_options.publish_path' ],
		[ { socket_url: 'hub' }, 'profile_options.socket_url' ],
	] )( 'refuses %p beside its field', async ( change, field ) => {
		const { actions, selectors } = settings();
		const seen = fakeSite( () => ( {} ) );
		void actions.editProfileOptions( change );
		expect( await actions.save() ).toMatchObject( {
			ok: false,
			fields: [ field ],
		} );
		expect( selectors.getError( field ) ).toBeTruthy();
		expect( seen ).toEqual( [] );
		void actions.editProfileOptions( { publish_path: '/events' } );
		expect( selectors.getError( field ) ).toBeUndefined();
	} );

	it( 'is clean afterwards, even where the site wrote it differently', async () => {
		const { actions, selectors } = settings();
		fakeSite( () => ( { realtime_events: { server_url: ADDRESS } } ) );
		void actions.edit( { server_url: 'wss://hub.example.com/' } );
		expect( await actions.save() ).toEqual( { ok: true } );
		expect( selectors.isDirty() ).toBe( false );
		expect( selectors.getServerUrl() ).toBe( ADDRESS );
	} );

	it( 'keeps what is typed while it is on its way', async () => {
		const { actions, selectors } = settings();
		fakeSite( () => {
			void actions.edit( { retention_days: 7 } );
			return { realtime_events: { server_url: ADDRESS } };
		} );
		void actions.edit( { server_url: ADDRESS } );
		await actions.save();
		expect( selectors.getEdits() ).toEqual( { retention_days: 7 } );
	} );

	it( 'sends nothing that this side can see is wrong', async () => {
		const { actions, selectors } = settings();
		const seen = fakeSite( () => ( {} ) );
		void actions.edit( { server_url: 'ftp://hub', retention_days: -1 } );
		const result = await actions.save();
		expect( result ).toMatchObject( {
			ok: false,
			fields: [ 'server_url', 'retention_days' ],
		} );
		expect( seen ).toEqual( [] );
		expect( selectors.getEdits() ).toEqual( {
			server_url: 'ftp://hub',
			retention_days: -1,
		} );
	} );

	it.each( [
		[ 'emptied', '' ],
		[ 'a fraction', 1.5 ],
		[ 'too long', 3651 ],
	] as const )( 'refuses days that are %s', async ( _, days ) => {
		const { actions, selectors } = settings();
		void actions.edit( { retention_days: days } );
		await actions.save();
		expect( selectors.getError( 'retention_days' ) ).toContain( '3650' );
	} );

	it( 'puts what the site refuses beside its field and loses nothing', async () => {
		const { actions, selectors } = settings();
		fakeSite( () => {
			throw {
				code: 'realtime_events_invalid_settings',
				message: 'No.',
				data: { status: 400, params: { server_url: 'Not this one.' } },
			};
		} );
		void actions.edit( { server_url: ADDRESS } );
		await actions.save();
		expect( selectors.getError( 'server_url' ) ).toBe( 'Not this one.' );
		expect( selectors.getEdits() ).toEqual( { server_url: ADDRESS } );
		expect( selectors.isSaving() ).toBe( false );
	} );

	it( 'understands how core names a field inside of the option', async () => {
		const { actions, selectors } = settings();
		const text = 'realtime_events[retention_days] is not of type integer.';
		fakeSite( () => {
			throw {
				code: 'rest_invalid_param',
				message: 'Invalid parameter(s): realtime_events',
				data: { status: 400, params: { realtime_events: text } },
			};
		} );
		void actions.edit( { retention_days: 5 } );
		await actions.save();
		expect( selectors.getError( 'retention_days' ) ).toBe( text );
	} );

	it( 'says something when the answer is no answer at all', async () => {
		const { actions } = settings();
		fakeSite( () => {
			throw '<html>';
		} );
		void actions.edit( { retention_days: 5 } );
		const result = await actions.save();
		expect( result ).toMatchObject( { ok: false, fields: [] } );
		expect( result.ok ? '' : result.message ).not.toBe( '' );
	} );

	it( 'lets a constant win over what is stored', async () => {
		const { actions, selectors } = settings(
			connectedFacts( {
				overridden: { server_url: 'REALTIME_EVENTS_SERVER_URL' },
			} )
		);
		fakeSite( () => ( { realtime_events: { server_url: '' } } ) );
		void actions.edit( { retention_days: 5 } );
		await actions.save();
		expect( selectors.getServerUrl() ).toBe( ADDRESS );
	} );
} );

describe( 'the key', () => {
	const status = {
		isSet: true,
		last4: 'cafe',
		source: 'option',
		previousUntil: null,
	};

	it( 'hands a new key over once and keeps it nowhere', async () => {
		const { actions, selectors } = settings();
		fakeSite( () => ( { key: 'secret-cafe', status } ) );
		expect( await actions.generateKey() ).toEqual( {
			ok: true,
			key: 'secret-cafe',
		} );
		expect( selectors.getKeyStatus() ).toEqual( status );
		const everything = Object.entries( selectors )
			.filter( ( [ name ] ) =>
				/^get(Facts|KeyStatus|Edits|Test)$/.test( name )
			)
			.map( ( [ , select ] ) => ( select as () => unknown )() );
		expect( JSON.stringify( everything ) ).not.toContain( 'secret' );
	} );

	it( 'says why a key was refused and leaves the one there is', async () => {
		const { actions, selectors } = settings( connectedFacts() );
		fakeSite( () => {
			throw { message: 'Too short.' };
		} );
		expect( await actions.setKey( 'abc' ) ).toEqual( {
			ok: false,
			message: 'Too short.',
		} );
		expect( selectors.getKeyStatus().last4 ).toBe( '1a2b' );
		expect( selectors.isKeyBusy() ).toBe( false );
	} );

	it( 'forgets an earlier test, which spoke of another key', async () => {
		const { actions, selectors } = settings( connectedFacts() );
		fakeSite( ( { path } ) =>
			path.endsWith( '/test' ) ? { ok: true, steps: [] } : { status }
		);
		await actions.testConnection();
		expect( selectors.getTest().status ).toBe( 'done' );
		await actions.removeKey();
		expect( selectors.getTest().status ).toBe( 'idle' );
	} );
} );

describe( 'the first set-up', () => {
	it.each( [
		[ 'is under way without a server', facts(), true ],
		[
			'is under way without a key',
			facts( { values: { server_url: ADDRESS } } ),
			true,
		],
		[ 'is over with both', connectedFacts(), false ],
	] )( '%s', ( _, given, expected ) => {
		expect( settings( given ).selectors.isGuided() ).toBe( expected );
	} );
} );
