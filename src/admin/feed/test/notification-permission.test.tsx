import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { NotificationPermission } from '../components/notification-permission';

function browser( permission: string, answer = permission ) {
	Object.assign( window, {
		isSecureContext: true,
		Notification: { permission, requestPermission: async () => answer },
	} );
}

it( 'asks when told to and is done when it is allowed', async () => {
	browser( 'default', 'granted' );
	const { container } = render( <NotificationPermission /> );
	await userEvent.setup().click(
		screen.getByRole( 'button', {
			name: 'Allow desktop notifications',
		} )
	);
	expect( container ).toBeEmptyDOMElement();
} );

it( 'says where to change it once it is refused', async () => {
	browser( 'default', 'denied' );
	render( <NotificationPermission /> );
	await userEvent.setup().click( screen.getByRole( 'button' ) );
	expect( screen.getByText( /blocks notifications/ ) ).toBeVisible();
	expect( screen.queryByRole( 'button' ) ).toBeNull();
} );

it( 'says why there are none without https', () => {
	browser( 'default' );
	Object.assign( window, { isSecureContext: false } );
	render( <NotificationPermission /> );
	expect( screen.getByText( /only for sites with https/ ) ).toBeVisible();
} );

it( 'says nothing where all is well', () => {
	browser( 'granted' );
	const { container } = render( <NotificationPermission /> );
	expect( container ).toBeEmptyDOMElement();
} );
