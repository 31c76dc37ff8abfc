import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { dispatch, register, select } from '@wordpress/data';
import { store as preferencesStore } from '@wordpress/preferences';
import { EVERYTHING, store } from '../../../store';
import { ViewsMenu } from '../components/views-menu';
import { PREFERENCES_SCOPE } from '../preferences';
import { firstQuery } from '../use-address';

jest.mock( '@realtime-events/client', () => ( {
	config: { urls: {}, types: {}, groups: {}, user: {} },
	store: jest.requireActual( '../../../store' ).store,
} ) );

const ERRORS = { ...EVERYTHING, include: { severity: [ 'error' ] } };

const address = ( search: string ) =>
	window.history.replaceState(
		null,
		'',
		`/?page=realtime-events${ search }`
	);

beforeAll( () => register( store ) );

it( 'keeps a filter under a name and begins with it from then on, unless the address says otherwise', async () => {
	const user = userEvent.setup();
	await dispatch( store ).setQuery( ERRORS );
	render( <ViewsMenu /> );
	address( '' );
	expect( firstQuery() ).toBeNull();

	await user.click( screen.getByRole( 'button', { name: 'Views' } ) );
	await user.type(
		screen.getByRole( 'textbox', { name: 'Save this view as' } ),
		'Errors'
	);
	await user.click( screen.getByRole( 'button', { name: 'Save' } ) );
	expect( firstQuery() ).toBeNull();
	await user.click( screen.getByRole( 'button', { name: 'Views' } ) );
	await user.click(
		screen.getByRole( 'button', { name: 'Begin with “Errors”' } )
	);
	// Kept by WordPress per user, on all devices.
	expect(
		select( preferencesStore ).get( PREFERENCES_SCOPE, 'views' )
	).toEqual( [
		{ name: 'Errors', search: 'severity=error', isDefault: true },
	] );
	expect( firstQuery() ).toEqual( ERRORS );
	address( '&severity=warning' );
	expect( firstQuery()?.include ).toEqual( { severity: [ 'warning' ] } );

	address( '' );
	await user.click(
		screen.getByRole( 'button', { name: 'Begin with “Errors”' } )
	);
	expect( firstQuery() ).toBeNull();
	await user.click(
		screen.getByRole( 'button', { name: 'Delete “Errors”' } )
	);
	expect(
		select( preferencesStore ).get( PREFERENCES_SCOPE, 'views' )
	).toEqual( [] );
} );

it( 'shows a view that is chosen by its name', async () => {
	const user = userEvent.setup();
	void dispatch( preferencesStore ).set( PREFERENCES_SCOPE, 'views', [
		{ name: 'Errors', search: 'severity=error', isDefault: false },
	] );
	await dispatch( store ).setQuery( EVERYTHING );
	render( <ViewsMenu /> );
	await user.click( screen.getByRole( 'button', { name: 'Views' } ) );
	await user.click( screen.getByRole( 'button', { name: 'Errors' } ) );
	expect( select( store ).getQuery() ).toEqual( ERRORS );
	expect(
		screen.queryByRole( 'button', { name: 'Errors' } )
	).not.toBeInTheDocument();
} );
