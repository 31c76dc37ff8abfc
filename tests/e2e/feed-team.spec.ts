import {
	chooseOfRow,
	expect,
	openDetails,
	panel,
	pill,
	test,
} from './support/feed';

test.describe( 'the team', () => {
	test( 'sees at once who is on an event, what was noted and that it is resolved', async ( {
		loggedInPage,
		demo,
		rest,
	} ) => {
		const { body } = await rest( 'author' )(
			'POST',
			'/realtime-events/v1/publish',
			{ type: 'stock.ran_out', data: { title: 'Coffee beans' } }
		);
		const { id } = body as { id: string };
		const [ editor, admin ] = await Promise.all( [
			loggedInPage( 'editor' ),
			loggedInPage( 'admin' ),
		] );
		await editor.goto( `${ demo.feed }&event=${ id }` );
		await admin.goto( demo.feed );
		await expect( pill( admin ) ).toContainText( 'Live' );
		const shown = admin.locator( `[data-event="${ id }"]` );
		await expect( shown ).toBeVisible();

		await panel( editor )
			.getByRole( 'button', { name: 'I’m on it' } )
			.click();
		await expect( shown ).toContainText( 'Edda Editor is on it' );
		await expect(
			admin.getByRole( 'img', { name: /\d+ watching: .*Edda Editor/ } )
		).toBeVisible();

		await openDetails( admin, id );
		await panel( admin )
			.getByRole( 'textbox', { name: 'Note for the team' } )
			.fill( 'The supplier sends 20 kg tomorrow.' );
		await panel( admin )
			.getByRole( 'button', { name: 'Add note' } )
			.click();
		await expect( panel( editor ) ).toContainText(
			'The supplier sends 20 kg tomorrow.'
		);
		await panel( admin ).getByRole( 'button', { name: 'Resolve' } ).click();
		await expect( panel( editor ) ).toContainText(
			'Resolved by Ada Admin'
		);

		// It is in the ledger, not in these two windows.
		await editor.reload();
		await expect( panel( editor ) ).toContainText(
			'Resolved by Ada Admin'
		);
		await expect( panel( editor ) ).toContainText( 'Ada Admin,' );
	} );

	test( 'can put an event off from the row itself, and the others see until when', async ( {
		openFeed,
		publish,
	} ) => {
		const [ page, colleague ] = await Promise.all( [
			openFeed( 'editor' ),
			openFeed( 'admin' ),
		] );
		const { id } = await publish( 'author', { type: 'mixer.squeaked' } );
		await expect( page.locator( `[data-event="${ id }"]` ) ).toBeVisible();
		await chooseOfRow( page, id, 'Snooze for an hour' );
		for ( const screen of [ page, colleague ] ) {
			await expect(
				screen.locator( `[data-event="${ id }"]` )
			).toContainText( 'Snoozed until' );
		}
	} );
} );

test.describe( 'a feed of what is open', () => {
	test( 'lets go of what somebody resolves, and takes it back when it is reopened', async ( {
		loggedInPage,
		demo,
		rest,
	}, { repeatEachIndex } ) => {
		// Three of a kind would be one row.
		const type = `house.reported_${ repeatEachIndex }`;
		const author = rest( 'author' );
		const [ lamp, door ] = await Promise.all(
			[ 'Lamp', 'Door' ].map( async ( title ) => {
				const { body } = await author(
					'POST',
					'/realtime-events/v1/publish',
					{ type, data: { title } }
				);
				return body as { id: string };
			} )
		);
		const act = ( action: string ) =>
			rest( 'editor' )(
				'POST',
				`/realtime-events/v1/events/${ lamp?.id }/triage`,
				{ action }
			);
		const page = await loggedInPage( 'admin' );
		await page.goto( `${ demo.feed }&type=${ type }` );
		await expect( pill( page ) ).toContainText( 'Live' );
		const lampRow = page.locator( `[data-event="${ lamp?.id }"]` );
		const doorRow = page.locator( `[data-event="${ door?.id }"]` );
		await page.getByRole( 'button', { name: 'Team', exact: true } ).click();
		await page.getByRole( 'checkbox', { name: 'Open' } ).check();
		await page.keyboard.press( 'Escape' );
		await expect( page ).toHaveURL( /triage=open/ );
		await expect( lampRow ).toBeVisible();
		await expect( doorRow ).toBeVisible();

		// Nothing leaves under who points at it.
		await page.mouse.move( 0, 0 );
		await act( 'resolve' );
		await expect( lampRow ).toHaveCount( 0 );
		await expect( doorRow ).toBeVisible();
		await act( 'reopen' );
		await expect( lampRow ).toBeVisible();

		// History is filtered by the site alike.
		await act( 'resolve' );
		await page.reload();
		await expect( doorRow ).toBeVisible();
		await expect( lampRow ).toHaveCount( 0 );
		await page.goto( `${ demo.feed }&type=${ type }&triage=resolved` );
		await expect( lampRow ).toBeVisible();
		await expect( doorRow ).toHaveCount( 0 );
	} );
} );

test.describe( 'the way of an event', () => {
	test( 'is told station by station to who manages, and to nobody else', async ( {
		loggedInPage,
		demo,
		rest,
	} ) => {
		const admin = await loggedInPage( 'admin' );
		await admin.goto( demo.feed );
		await expect( pill( admin ) ).toContainText( 'Live' );
		const { body } = await rest( 'author' )(
			'POST',
			'/realtime-events/v1/publish',
			{ type: 'parcel.left' }
		);
		const { id } = body as { id: string };
		const sent = admin.locator( `[data-event="${ id }"]` );
		await expect( sent ).toContainText(
			/Delivered \(\d+ ms|Delivered \(.* s/
		);
		await openDetails( admin, id );
		for ( const station of [
			'Happened',
			'Stored',
			'Sent',
			'Acknowledged by the hub',
			'On your screen',
		] ) {
			await expect(
				panel( admin ).getByText( station, { exact: true } )
			).toBeVisible();
		}

		const editor = await loggedInPage( 'editor' );
		await editor.goto( `${ demo.feed }&event=${ id }` );
		await expect( panel( editor ) ).toContainText( 'parcel.left' );
		await expect( editor.getByText( 'Delivered' ) ).toHaveCount( 0 );
		await expect(
			editor.getByText( 'Acknowledged by the hub' )
		).toHaveCount( 0 );
	} );
} );
