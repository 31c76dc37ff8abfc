import { fireEvent, render, screen, within } from '@testing-library/react';
import { createRegistry, RegistryProvider } from '@wordpress/data';
import { store as preferencesStore } from '@wordpress/preferences';
import { alertsFrom, rulesFor } from '../alerts';
import { AlertsDialog } from '../components/alerts-dialog';
import { PREFERENCES_SCOPE, VERBOSITY } from '../preferences';
import { play } from '../sounds';
import { ALERTS } from '../use-alerts';

const mockTypes = {
	'order.paid': { label: 'Order paid', group: 'shop', alerts: 'none' },
	'user.failed': { label: 'Sign-in failed', group: 'users', alerts: 'sound' },
};

jest.mock( '@realtime-events/client', () => ( {
	get config() {
		return { types: mockTypes, groups: {}, urls: {}, user: { id: 9 } };
	},
	store: jest.requireActual( '../../../store' ).store,
	onEvents: () => () => undefined,
	leads: () => true,
} ) );

jest.mock( '../sounds', () => ( {
	...jest.requireActual( '../sounds' ),
	play: jest.fn(),
} ) );

function show() {
	const registry = createRegistry();
	registry.register( preferencesStore );
	render(
		<RegistryProvider value={ registry }>
			<AlertsDialog onClose={ () => undefined } />
		</RegistryProvider>
	);
	const remembered = ( name: string ) =>
		registry.select( preferencesStore ).get( PREFERENCES_SCOPE, name );
	return {
		remembered,
		settings: () => alertsFrom( remembered( ALERTS ) ),
		rules: () =>
			rulesFor( alertsFrom( remembered( ALERTS ) ), mockTypes as never ),
	};
}

const ruleOf = ( label: string ) =>
	within( screen.getByRole( 'group', { name: label } ) );

const choose = ( field: HTMLElement, value: string ) =>
	fireEvent.change( field, { target: { value } } );

it( 'alerts to a type as loudly as one says, and lets the sound be heard at once', () => {
	const { rules } = show();
	choose( screen.getByLabelText( 'Alert me to' ), 'order.paid' );
	const rule = ruleOf( 'Order paid' );
	choose( rule.getByLabelText( 'Sound' ), 'alarm' );
	expect( play ).toHaveBeenCalledWith( 'alarm', 60 );
	fireEvent.click( rule.getByLabelText( 'Repeat until I react' ) );
	fireEvent.click( rule.getByLabelText( 'Notification' ) );
	expect( rules()[ 'order.paid' ] ).toEqual( {
		notify: false,
		sound: 'alarm',
		repeat: true,
	} );
	fireEvent.click( rule.getByRole( 'button', { name: 'Remove' } ) );
	expect( rules()[ 'order.paid' ] ).toBeUndefined();
} );

it( 'lets nobody be alerted who does not want to, whatever the admin chose for everybody', () => {
	const { rules } = show();
	expect( rules()[ 'user.failed' ] ).toMatchObject( { sound: 'chime' } );
	fireEvent.click(
		ruleOf( 'Sign-in failed' ).getByRole( 'button', { name: 'Remove' } )
	);
	expect( rules()[ 'user.failed' ] ).toBeUndefined();
	expect( screen.queryByRole( 'group' ) ).toBeNull();
} );

it( 'keeps volume, quiet hours, and what screen readers are told', () => {
	const { settings, remembered } = show();
	choose( screen.getByRole( 'slider', { name: 'Volume' } ), '25' );
	choose( screen.getByLabelText( 'Quiet from' ), '22:00' );
	choose( screen.getByLabelText( 'until' ), '07:30' );
	choose( screen.getByLabelText( 'Screen reader announcements' ), 'each' );
	expect( settings() ).toMatchObject( {
		volumePercent: 25,
		quietFrom: '22:00',
		quietUntil: '07:30',
	} );
	expect( remembered( VERBOSITY ) ).toBe( 'each' );
} );
