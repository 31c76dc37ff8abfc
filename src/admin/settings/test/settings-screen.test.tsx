import { createRegistry, RegistryProvider } from '@wordpress/data';
import { store as noticesStore } from '@wordpress/notices';
import { store as liveStore } from '@realtime-events/client';
import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { SettingsScreen } from '../settings-screen';
import { store } from '../store';
import { NO_SETTINGS } from '../store/defaults';
import type { SettingsFacts } from '../types';
import { connectedFacts, facts } from './support/facts';
import { fakeSite } from './support/fake-site';

beforeAll( () => {
	// jsdom lays nothing out and cannot scroll.
	window.scrollTo = () => undefined;
} );

const ADDRESS = 'https://hub.example.com';
const KEY = 'f'.repeat( 60 ) + 'cafe';
const STATUS = {
	isSet: true,
	last4: 'cafe',
	source: 'option',
	previousUntil: null,
};

async function show( given: SettingsFacts, tab = '' ) {
	window.history.replaceState(
		null,
		'',
		tab === '' ? '/' : `/?tab=${ tab }`
	);
	const registry = createRegistry();
	[ store, noticesStore, liveStore ].forEach( ( one ) =>
		registry.register( one )
	);
	void registry.dispatch( store ).receiveFacts( given );
	// The tab list settles in a promise of its own.
	await act( async () => {
		render(
			<RegistryProvider value={ registry }>
				<SettingsScreen />
			</RegistryProvider>
		);
	} );
	return { user: userEvent.setup() };
}

/** Whether leaving the page now would be asked about. */
function asksBeforeLeaving(): boolean {
	const event = new Event( 'beforeunload', { cancelable: true } );
	window.dispatchEvent( event );
	return event.defaultPrevented;
}

const button = ( name: string | RegExp ) =>
	screen.getByRole( 'button', { name } );
const address = () => screen.getByRole( 'textbox', { name: 'Server address' } );

describe( 'the first set-up', () => {
	it( 'leads from the address to a test that works', async () => {
		// Not the hub: what the browser tries there besides is tested with its own parts.
		const given = facts();
		const seen = fakeSite( ( { path } ) => {
			if ( path === '/realtime-events/v1/settings' ) {
				return { realtime_events: { server_url: ADDRESS } };
			}
			return path.endsWith( '/key' )
				? { key: KEY, status: STATUS }
				: { ok: true, steps: [] };
		} );
		const { user } = await show( {
			...given,
			values: { ...given.values, profile: 'http' },
		} );
		await user.type( address(), 'wss://hub.example.com/' );
		expect( address() ).toHaveAccessibleDescription(
			`Will be saved as ${ ADDRESS }.`
		);
		await user.click( button( 'Save and continue' ) );
		await user.click(
			await screen.findByRole( 'button', { name: 'Generate a key' } )
		);
		await user.click(
			await screen.findByRole( 'button', { name: 'I have stored it' } )
		);
		await user.click( button( 'Continue' ) );
		await user.click( button( 'It is running' ) );
		await user.click( button( 'Test connection' ) );
		await user.click(
			await screen.findByRole( 'button', { name: 'Finish' } )
		);
		expect(
			screen.getByRole( 'heading', { name: 'Server' } )
		).toBeVisible();
		expect( seen.map( ( { path } ) => path ) ).toEqual( [
			'/realtime-events/v1/settings',
			'/realtime-events/v1/settings/key',
			'/realtime-events/v1/status/test',
		] );
	} );

	it( 'does not go on with an address that is refused', async () => {
		const seen = fakeSite( () => ( {} ) );
		const { user } = await show( facts() );
		await user.type( address(), 'hub.example.com' );
		await user.click( button( 'Save and continue' ) );
		expect( address() ).toBeInvalid();
		expect( address() ).toHaveFocus();
		expect( address() ).toHaveValue( 'hub.example.com' );
		expect( address() ).toHaveAccessibleDescription( /https:\/\// );
		expect( seen ).toEqual( [] );
	} );
} );

describe( 'a new key', () => {
	async function generate() {
		fakeSite( () => ( { key: KEY, status: STATUS } ) );
		const { user } = await show(
			facts( { values: { server_url: ADDRESS } } )
		);
		await user.click( button( 'Generate a key' ) );
		const dialog = await screen.findByRole( 'dialog', {
			name: 'Your new key',
		} );
		return { user, dialog };
	}

	it( 'is not closed by Escape, and the page is not left unasked', async () => {
		const { user, dialog } = await generate();
		await user.keyboard( '{Escape}' );
		expect( dialog ).toBeVisible();
		expect(
			within( dialog ).queryByRole( 'button', { name: /close/i } )
		).toBeNull();
		expect( asksBeforeLeaving() ).toBe( true );
	} );

	it( 'is in the start command, and gone from the page once it is stored', async () => {
		const { user, dialog } = await generate();
		expect( within( dialog ).getByText( KEY ) ).toBeVisible();
		expect( dialog ).toHaveTextContent(
			`REALTIME_EVENTS_API_KEY='${ KEY }'`
		);
		await user.click( button( 'I have stored it' ) );
		expect( document.documentElement.outerHTML ).not.toContain( KEY );
		expect(
			screen.getByText( 'A key that ends in cafe is set.' )
		).toBeInTheDocument();
		expect( asksBeforeLeaving() ).toBe( false );
	} );
} );

describe( 'a key that is set', () => {
	it( 'cannot be changed where wp-config.php decides it, and says so', async () => {
		const { user } = await show(
			connectedFacts( {
				key: {
					isSet: true,
					last4: '1a2b',
					source: 'constant',
					previousUntil: null,
				},
			} )
		);
		await user.click( button( 'Change – API key' ) );
		expect( screen.getByText( 'REALTIME_EVENTS_API_KEY' ) ).toBeVisible();
		expect(
			screen.queryByRole( 'button', { name: /replace/i } )
		).toBeNull();
		expect(
			screen.queryByRole( 'button', { name: /remove/i } )
		).toBeNull();
	} );

	it.each( [
		[ Date.now() - 5 * 60_000, [ 'Last used 5 minutes ago.' ] ],
		[ null, [] ],
	] )(
		'says when it was last used, if ever: %s',
		async ( keyLastUsed, words ) => {
			await show( connectedFacts( { keyLastUsed } ) );
			expect(
				screen
					.queryAllByText( /^Last used/ )
					.map( ( { textContent } ) => textContent )
			).toEqual( words );
		}
	);

	it( 'is replaced with the overlap that was chosen', async () => {
		const seen = fakeSite( () => ( { key: KEY, status: STATUS } ) );
		const { user } = await show( connectedFacts() );
		await user.click( button( 'Change – API key' ) );
		await user.click( button( 'Replace the key…' ) );
		await user.selectOptions(
			screen.getByRole( 'combobox', { name: 'The old key' } ),
			'works for another hour'
		);
		await user.click( button( 'Make a new key' ) );
		await screen.findByRole( 'dialog', { name: 'Your new key' } );
		expect( seen[ 0 ]?.data ).toEqual( {
			action: 'rotate',
			overlap: 3600,
		} );
	} );

	it( 'is removed only after a second yes', async () => {
		const seen = fakeSite( () => ( {
			status: { ...STATUS, isSet: false, last4: null, source: null },
		} ) );
		const { user } = await show( connectedFacts() );
		await user.click( button( 'Change – API key' ) );
		await user.click( button( 'Remove' ) );
		expect( seen ).toEqual( [] );
		await user.click( button( 'Remove the key' ) );
		expect( await screen.findByText( /No key yet/ ) ).toBeVisible();
		expect( seen[ 0 ] ).toMatchObject( { method: 'DELETE' } );
	} );

	it( 'keeps what was typed when it is refused', async () => {
		fakeSite( () => {
			throw { message: 'The key is too short.' };
		} );
		const { user } = await show( connectedFacts() );
		await user.click( button( 'Change – API key' ) );
		await user.click( button( 'Use a key I have' ) );
		const input = screen.getByLabelText( 'Your key' );
		await user.type( input, 'abc{Enter}' );
		await waitFor( () => expect( input ).toBeInvalid() );
		expect( input ).toHaveAccessibleDescription( 'The key is too short.' );
		expect( input ).toHaveValue( 'abc' );
	} );
} );

describe( 'the form', () => {
	it( 'asks of a relay what it has to know, and nothing of that of the hub', async () => {
		const given = connectedFacts( {
			fields: [ ...facts().fields, 'profile_options' ],
			profiles: [
				...facts().profiles,
				{ id: 'ws-event', label: 'Relay', hint: '', path: '/event' },
			],
		} );
		const { user } = await show( given );
		await user.click( button( 'Change – Server' ) );
		expect( screen.queryByRole( 'checkbox' ) ).toBeNull();
		await user.selectOptions(
			screen.getByRole( 'combobox', { name: 'Kind of server' } ),
			'ws-event'
		);
		expect(
			screen.getByRole( 'textbox', { name: 'Path for events' } )
		).toHaveAttribute( 'placeholder', '/event' );
		expect(
			screen.getByRole( 'textbox', { name: 'Address for browsers' } )
		).toBeVisible();
		expect(
			screen.getByRole( 'checkbox', {
				name: 'Only people I trust can listen to this relay',
			} )
		).not.toBeChecked();
	} );

	it( 'names the constant that decides a field and leaves it alone', async () => {
		const { user } = await show(
			connectedFacts( {
				overridden: { server_url: 'REALTIME_EVENTS_SERVER_URL' },
			} )
		);
		await user.click( button( 'Change – Server' ) );
		expect( address() ).toHaveAttribute( 'readonly' );
		expect( address() ).toHaveAccessibleDescription(
			/REALTIME_EVENTS_SERVER_URL/
		);
		await user.type( address(), 'x' );
		expect( address() ).toHaveValue( ADDRESS );
	} );

	it( 'asks before the page is left with something unsaved, and not otherwise', async () => {
		fakeSite( () => ( { realtime_events: {} } ) );
		const { user } = await show( connectedFacts(), 'data' );
		expect( asksBeforeLeaving() ).toBe( false );
		await user.click(
			screen.getByRole( 'checkbox', {
				name: 'Delete everything when the plugin is deleted',
			} )
		);
		expect( asksBeforeLeaving() ).toBe( true );
		await user.click( button( 'Save changes' ) );
		expect(
			( await screen.findAllByText( 'Settings saved.' ) ).length
		).toBeGreaterThan( 0 );
		expect( asksBeforeLeaving() ).toBe( false );
	} );

	it( 'goes to the refused field, on whatever tab it is', async () => {
		fakeSite( () => {
			throw {
				message: 'No.',
				data: {
					params: { 'types.post.published.public': 'Not this one.' },
				},
			};
		} );
		const { user } = await show( connectedFacts(), 'data' );
		const days = screen.getByRole( 'spinbutton' );
		await user.clear( days );
		await user.type( days, '30' );
		await user.click( button( 'Save changes' ) );
		const toggle = await screen.findByRole( 'checkbox', {
			name: 'Show to visitors: Post published',
		} );
		await waitFor( () => expect( toggle ).toHaveFocus() );
		expect( toggle ).toHaveAccessibleDescription( 'Not this one.' );
	} );

	it( 'offers no public switch for what has no public part', async () => {
		await show( connectedFacts(), 'events' );
		expect(
			screen.getAllByRole( 'checkbox', { name: /^Show to visitors/ } )
		).toHaveLength( 1 );
	} );

	it( 'switches a whole group, and only that group', async () => {
		const seen = fakeSite( () => ( { realtime_events: {} } ) );
		const { user } = await show( connectedFacts(), 'events' );
		const content = screen.getByRole( 'region', { name: 'Content' } );
		await user.click(
			within( content ).getByRole( 'button', { name: 'Turn all off' } )
		);
		expect( within( content ).getByText( '0 of 2 on' ) ).toBeVisible();
		await user.click( button( 'Save changes' ) );
		await waitFor( () => expect( seen ).toHaveLength( 1 ) );
		expect( seen[ 0 ]?.data ).toEqual( {
			realtime_events: {
				types: {
					'post.published': { enabled: false },
					'post.trashed': { enabled: false },
				},
			},
		} );
	} );

	it( 'takes headers row by row, and sends no value for what stays as it is stored', async () => {
		const seen = fakeSite( () => ( { realtime_events: {} } ) );
		const given = connectedFacts( {
			fields: [ ...facts().fields, 'profile_options' ],
		} );
		const { user } = await show( {
			...given,
			values: {
				...given.values,
				profile: 'http',
				profile_options: {
					publish_path: '',
					socket_url: '',
					relay_is_private: false,
					auth: 'none',
					format: 'plain',
					// As PHP has them: names with empty values.
					headers: { 'X-Api-Key': '', 'X-Old': '' } as never,
				},
			},
		} );
		await user.click( button( 'Change – Server' ) );
		expect( screen.getByLabelText( 'Value of header 1' ) ).toHaveAttribute(
			'placeholder',
			'Stored, not shown'
		);
		await user.click( button( 'Remove header 2' ) );
		await user.click( button( 'Add a header' ) );
		await user.type(
			screen.getByRole( 'textbox', { name: 'Name of header 2' } ),
			'X-Tenant'
		);
		const value = screen.getByLabelText( 'Value of header 2' );
		expect( value ).toHaveAttribute( 'type', 'password' );
		await user.type( value, 'blue' );
		expect( asksBeforeLeaving() ).toBe( true );
		await user.click( button( 'Save changes' ) );
		await waitFor( () => expect( seen ).toHaveLength( 1 ) );
		expect( seen[ 0 ]?.data ).toEqual( {
			realtime_events: {
				profile_options: {
					headers: [
						{ name: 'X-Api-Key', value: '' },
						{ name: 'X-Tenant', value: 'blue' },
					],
				},
			},
		} );
	} );

	it( 'forgets a header’s value once it is saved', async () => {
		fakeSite( () => ( {
			realtime_events: {
				profile_options: {
					...NO_SETTINGS.profile_options,
					headers: { 'X-Tenant': '' },
				},
			},
		} ) );
		const given = connectedFacts( {
			fields: [ ...facts().fields, 'profile_options' ],
		} );
		const { user } = await show( {
			...given,
			values: { ...given.values, profile: 'http' },
		} );
		await user.click( button( 'Change – Server' ) );
		await user.click( button( 'Add a header' ) );
		await user.type(
			screen.getByRole( 'textbox', { name: 'Name of header 1' } ),
			'X-Tenant'
		);
		await user.type(
			screen.getByLabelText( 'Value of header 1' ),
			'very-secret'
		);
		await user.click( button( 'Save changes' ) );
		await waitFor( () => expect( asksBeforeLeaving() ).toBe( false ) );
		expect( screen.getByLabelText( 'Value of header 1' ) ).toHaveValue(
			''
		);
		expect( document.documentElement.outerHTML ).not.toContain(
			'very-secret'
		);
	} );

	it( 'keeps a type from others, and from visitors with them', async () => {
		const seen = fakeSite( () => ( { realtime_events: {} } ) );
		const given = connectedFacts();
		const { user } = await show(
			{
				...given,
				values: {
					...given.values,
					types: {
						'post.published': { enabled: true, public: true },
					},
				},
			},
			'events'
		);
		const isPublic = screen.getByRole( 'checkbox', {
			name: 'Show to visitors: Post published',
		} );
		expect( isPublic ).toBeChecked();
		await user.click(
			button( 'Who receives it and how it is told: Post published' )
		);
		await user.selectOptions(
			screen.getByRole( 'combobox', {
				name: 'Who receives it: Post published',
			} ),
			'Administrators alone'
		);
		expect( isPublic ).not.toBeChecked();
		expect( isPublic ).toBeDisabled();
		await user.selectOptions(
			screen.getByRole( 'combobox', {
				name: 'How it is told: Post published',
			} ),
			'Notification'
		);
		await user.click( button( 'Save changes' ) );
		await waitFor( () => expect( seen ).toHaveLength( 1 ) );
		expect( seen[ 0 ]?.data ).toEqual( {
			realtime_events: {
				types: {
					'post.published': {
						channel: 'admins',
						alerts: 'notification',
					},
				},
			},
		} );
	} );

	it( 'offers no other readers where nobody could be left out', async () => {
		const { user } = await show( connectedFacts(), 'events' );
		await user.click(
			button( 'Who receives it and how it is told: Signed in' )
		);
		expect(
			screen.getByText( 'Who receives it: Administrators alone' )
		).toBeVisible();
		expect(
			screen.queryByRole( 'combobox', {
				name: 'Who receives it: Signed in',
			} )
		).toBeNull();
	} );

	it( 'opens what it hides where that is refused', async () => {
		const path = 'types.post.published.channel';
		fakeSite( () => {
			throw {
				message: 'No.',
				data: { params: { [ path ]: 'Too wide.' } },
			};
		} );
		const { user } = await show( connectedFacts(), 'data' );
		await user.click(
			screen.getByRole( 'checkbox', {
				name: 'Delete everything when the plugin is deleted',
			} )
		);
		await user.click( button( 'Save changes' ) );
		const field = await screen.findByRole( 'combobox', {
			name: 'Who receives it: Post published',
		} );
		await waitFor( () => expect( field ).toHaveFocus() );
		expect( field ).toHaveAccessibleDescription( 'Too wide.' );
	} );

	it( 'keeps as many events as one says, without a limit at 0, and not at nothing', async () => {
		const seen = fakeSite( () => ( { realtime_events: {} } ) );
		const { user } = await show(
			connectedFacts( {
				fields: [ ...facts().fields, 'retention_rows' ],
				values: { retention_days: 90, retention_rows: 1000 },
			} ),
			'data'
		);
		const rows = screen.getByRole( 'spinbutton', {
			name: 'Keep at most this many events',
		} );
		await user.clear( rows );
		await user.click( button( 'Save changes' ) );
		expect( rows ).toBeInvalid();
		expect( seen ).toEqual( [] );
		await user.type( rows, '0' );
		await user.click( button( 'Save changes' ) );
		await waitFor( () => expect( seen ).toHaveLength( 1 ) );
		expect( seen[ 0 ]?.data ).toEqual( {
			realtime_events: { retention_rows: 0 },
		} );
	} );

	it( 'has no tab for settings that this version does not read', async () => {
		await show( connectedFacts( { fields: [ 'server_url', 'types' ] } ) );
		expect(
			screen
				.getAllByRole( 'tab' )
				.map( ( { textContent } ) => textContent )
		).toEqual( [ 'Connection', 'Events', 'Hooks' ] );
	} );
} );

describe( 'the connection test', () => {
	it( 'says in a sentence what failed, and how to mend it', async () => {
		const message = 'Your hub isn’t answering.';
		fakeSite( () => ( {
			ok: false,
			steps: [
				{ id: 'url', label: 'Address', ok: true, ms: 1, message: '' },
				{
					id: 'health',
					label: 'Health',
					ok: false,
					ms: 300,
					message,
					fix: 'Start it with this.',
					snippets: [ { label: 'Command', text: 'node hub.mjs' } ],
				},
			],
		} ) );
		const { user } = await show( connectedFacts() );
		await user.click( button( 'Test connection' ) );
		await waitFor( () =>
			expect( screen.getByRole( 'status' ) ).toHaveTextContent(
				'The step that fails: Health.'
			)
		);
		const steps = within(
			screen.getByRole( 'list', { name: 'From your site' } )
		).getAllByRole( 'listitem' );
		expect( steps[ 0 ] ).toHaveTextContent( 'AddressWorks1 ms' );
		expect( steps[ 1 ] ).toHaveTextContent(
			`HealthFailed300 ms${ message }`
		);
		expect(
			screen.getByRole( 'textbox', { name: 'Command' } )
		).toHaveTextContent( 'node hub.mjs' );
	} );

	it( 'tries nothing while there are unsaved changes', async () => {
		const seen = fakeSite( () => ( {} ) );
		const { user } = await show( connectedFacts() );
		await user.click( button( 'Change – Server' ) );
		await user.type( address(), '/hub' );
		await user.click( button( 'Test connection' ) );
		expect( screen.getByText( /Save your changes first/ ) ).toBeVisible();
		expect( screen.queryByRole( 'list', { name: 'From your site' } ) ).toBe(
			null
		);
		expect( seen.map( ( { path } ) => path ) ).not.toContain(
			'/realtime-events/v1/status/test'
		);
	} );
} );
