import { axeFindings } from './support/axe';
import {
	chooseOfRow,
	expect,
	openDetails,
	openMenuOfRow,
	panel,
	pill,
	rows,
	test,
	titled,
} from './support/feed';

/** What the site says of one. */
interface Delivery {
	state: string;
	event: { id: string } | null;
}

test.describe( 'a filtered feed', () => {
	test( 'stays live, and never shows what the filter leaves out', async ( {
		openFeed,
		publish,
	} ) => {
		const page = await openFeed( 'admin', '&severity=error' );
		await publish( 'editor', {
			type: 'filter.left_out',
			severity: 'info',
		} );
		await publish( 'editor', { type: 'filter.let_in', severity: 'error' } );
		await expect( titled( page, 'filter.let_in' ) ).toHaveCount( 1 );
		await expect( titled( page, 'filter.left_out' ) ).toHaveCount( 0 );
		await page.getByRole( 'button', { name: 'Clear all' } ).click();
		await expect( titled( page, 'filter.left_out' ) ).toHaveCount( 1 );
		expect( page.url() ).not.toContain( 'severity' );
		await page.goBack();
		await expect( titled( page, 'filter.left_out' ) ).toHaveCount( 0 );
	} );

	test( 'holds every part against what comes, is shared by its address, and begins the day on every device', async ( {
		openFeed,
		publish,
		rest,
		forgetsPreferencesOf,
	}, { repeatEachIndex } ) => {
		forgetsPreferencesOf( 'shop_manager' );
		const { body } = await rest( 'editor' )( 'GET', '/wp/v2/users/me' );
		const editor = String( ( body as { id: number } ).id );
		const kind = `flour.counted_${ repeatEachIndex }`;
		const subject = `shelf/${ repeatEachIndex }`;
		const filter = new URLSearchParams( [
			[ 'type[]', kind ],
			[ 'type[]', `${ kind }_twice` ],
			[ 'exclude_type', `${ kind }_twice` ],
			[ 'severity[]', 'warning' ],
			[ 'severity[]', 'error' ],
			[ 'actor', editor ],
			[ 'channel', 'editors' ],
			[ 'exclude_origin', 'cron' ],
			[ 'subject', subject ],
			[ 'search', 'rye flour' ],
			[ 'since', new Date( Date.now() - 60_000 ).toISOString() ],
		] );
		const admin = await openFeed( 'admin', `&${ filter }` );
		const wanted = {
			type: kind,
			subject,
			severity: 'warning',
			channel: 'editors',
			data: { title: 'Rye flour is low' },
		};
		// Each misses by one part alone.
		for ( const miss of [
			{ type: `${ kind }_never` },
			{ type: `${ kind }_twice` },
			{ severity: 'info' },
			{ channel: 'public' },
			{ subject: 'shelf/none' },
			{ data: { title: 'Wheat flour is low' } },
		] ) {
			await publish( 'editor', { ...wanted, ...miss } );
		}
		await publish( 'author', wanted );
		const { id } = await publish( 'editor', wanted );
		await expect( admin.locator( `[data-event="${ id }"]` ) ).toBeVisible();
		await expect( rows( admin ) ).toHaveCount( 1 );

		// Another person takes the address, and gives it a name.
		const desk = await openFeed( 'shop_manager' );
		await desk.goto( admin.url() );
		await expect( desk.locator( `[data-event="${ id }"]` ) ).toBeVisible();
		await expect( rows( desk ) ).toHaveCount( 1 );
		// What fades in has another contrast until it has.
		await desk.emulateMedia( { reducedMotion: 'reduce' } );
		await desk.getByRole( 'button', { name: 'Views' } ).click();
		expect(
			await axeFindings( desk, '.components-popover' ),
			'no view yet'
		).toEqual( [] );
		await desk
			.getByRole( 'textbox', { name: 'Save this view as' } )
			.fill( 'Flour' );
		await desk.keyboard.press( 'Enter' );
		await desk.getByRole( 'button', { name: 'Views' } ).click();
		await expect(
			desk.getByRole( 'button', { name: 'Delete “Flour”' } )
		).toBeVisible();
		expect(
			await axeFindings( desk, '.components-popover' ),
			'a view'
		).toEqual( [] );
		const saved = desk.waitForResponse(
			( response ) =>
				( response.request().postData() ?? '' ).includes(
					'"isDefault":true'
				) && response.ok()
		);
		await desk
			.getByRole( 'button', { name: 'Begin with “Flour”' } )
			.click();
		await saved;
		const phone = await openFeed( 'shop_manager' );
		await expect( phone ).toHaveURL( /subject=shelf/ );
		await expect( rows( phone ) ).toHaveCount( 1 );
		const later = await publish( 'editor', wanted );
		await expect(
			phone.locator( `[data-event="${ later.id }"]` )
		).toBeVisible();
	} );

	test( 'leaves out what one does oneself, and is one click away from a row', async ( {
		openFeed,
		publish,
	}, { repeatEachIndex } ) => {
		const type = `oven.turned_${ repeatEachIndex }`;
		const subject = `oven/${ repeatEachIndex }`;
		const page = await openFeed( 'admin' );
		await page.getByRole( 'button', { name: 'Not mine' } ).click();
		await expect( page ).toHaveURL( /exclude_actor=\d+/ );
		await publish( 'admin', { type, subject } );
		const { id } = await publish( 'editor', { type, subject } );
		const theirs = page.locator( `[data-event="${ id }"]` );
		await expect( theirs ).toBeVisible();
		await expect( titled( page, type ) ).toHaveCount( 1 );

		// What fades in has another contrast until it has.
		await page.emulateMedia( { reducedMotion: 'reduce' } );
		await openMenuOfRow( page, id );
		const menu = page.getByRole( 'menu', { name: 'More' } );
		await expect( menu ).toBeVisible();
		expect( await axeFindings( page, '.components-popover' ) ).toEqual(
			[]
		);
		await page.keyboard.press( 'Escape' );
		await expect( menu ).toHaveCount( 0 );

		for ( const [ item, part ] of [
			[ 'All about this', /[?&]subject=oven/ ],
			[ 'All by this person', /[?&]actor=\d+/ ],
			[ `All “${ type }”`, /[?&]type=oven/ ],
		] as const ) {
			await chooseOfRow( page, id, item );
			await expect( page ).toHaveURL( part );
			await expect( titled( page, type ) ).toHaveCount( 1 );
		}
		// Each narrows what was chosen before.
		expect(
			[ ...new URL( page.url() ).searchParams.keys() ].sort()
		).toEqual( [ 'actor', 'exclude_actor', 'page', 'subject', 'type' ] );
	} );
} );

test.describe( 'an event in the feed', () => {
	test( 'opens by keyboard and by its link, with all that it says', async ( {
		loggedInPage,
		demo,
		rest,
	}, { repeatEachIndex } ) => {
		const type = `detail.example_${ repeatEachIndex }`;
		const { body } = await rest( 'editor' )(
			'POST',
			'/realtime-events/v1/publish',
			{ type, data: { colour: 'ultramarine' } }
		);
		const { id } = body as { id: string };
		const page = await loggedInPage( 'admin' );
		await page.emulateMedia( { reducedMotion: 'reduce' } );
		await page.goto( `${ demo.feed }&type=${ type }` );
		const target = page.locator( `[data-event="${ id }"]` );
		await expect( target ).toBeVisible();
		await page.keyboard.press( 'j' );
		await expect( target ).toBeFocused();
		await page.keyboard.press( 'o' );
		const details = panel( page );
		await expect( details ).toContainText( 'ultramarine' );
		await page.keyboard.press( 'Escape' );
		await expect( details ).toHaveCount( 0 );

		await page.goto( `${ demo.feed }&event=${ id }` );
		await expect( details ).toContainText( 'ultramarine' );

		await details.getByRole( 'button', { name: 'Who sees what' } ).click();
		const dialog = page.getByRole( 'dialog', { name: 'Who sees what' } );
		await expect(
			dialog.getByRole( 'button', { name: /^Visitor/ } )
		).toContainText( 'Nothing' );
		expect( await axeFindings( page, '[role="dialog"]' ) ).toEqual( [] );
		await page.keyboard.press( 'Escape' );
		await expect( dialog ).toHaveCount( 0 );
		await expect( details ).toBeVisible();
	} );

	test( 'is taken apart, told again as a test, and sent again without being doubled', async ( {
		openFeed,
		rest,
	} ) => {
		const editor = rest( 'editor' );
		const made = await editor( 'POST', '/wp/v2/posts', {
			title: 'Rolls',
			status: 'draft',
		} );
		const { id: post } = made.body as { id: number };
		await editor( 'POST', `/wp/v2/posts/${ post }`, {
			status: 'publish',
		} );
		const filter = `&type=post.published&subject=post/${ post }`;
		const [ page, colleague ] = await Promise.all( [
			openFeed( 'admin', filter ),
			openFeed( 'editor', filter ),
		] );
		await expect( rows( colleague ) ).toHaveCount( 1 );
		const id =
			( await rows( page ).first().getAttribute( 'data-event' ) ) ?? '';
		await openDetails( page, id );
		const details = panel( page );
		await expect( details.locator( 'del' ) ).toHaveText( 'draft' );
		await expect( details.locator( 'ins' ) ).toHaveText( 'publish' );

		await page
			.context()
			.grantPermissions( [ 'clipboard-read', 'clipboard-write' ] );
		await details.getByText( /^data: / ).click();
		await expect( details.getByText( /^title: / ) ).toBeHidden();
		await details.getByRole( 'button', { name: 'Copy JSON' } ).click();
		await expect(
			details.getByRole( 'button', { name: 'Copied' } )
		).toBeVisible();
		expect(
			JSON.parse(
				await page.evaluate( () => navigator.clipboard.readText() )
			)
		).toMatchObject( { id, type: 'post.published' } );

		await details
			.getByRole( 'button', { name: 'Publish again as test' } )
			.click();
		await expect( rows( colleague ) ).toHaveCount( 2 );
		await expect( rows( colleague ).first() ).toContainText( 'Ada Admin' );

		const replayed = page.waitForResponse( ( response ) =>
			/deliveries\/\d+\/replay/.test( response.url() )
		);
		await details.getByRole( 'button', { name: 'Replay' } ).click();
		expect( ( await replayed ).ok() ).toBe( true );
		await expect
			.poll( async () => {
				const { body } = await rest( 'admin' )(
					'GET',
					`/realtime-events/v1/deliveries?search=post/${ post }`
				);
				return ( body as Delivery[] ).find(
					( { event } ) => event?.id === id
				)?.state;
			} )
			.toBe( 'sent' );
		// What comes after it has come, and it has not come again.
		await editor( 'POST', '/realtime-events/v1/publish', {
			type: 'post.published',
			subject: `post/${ post }`,
			data: { title: 'Rolls, the last' },
		} );
		await expect( titled( colleague, 'the last' ) ).toHaveCount( 1 );
		await expect(
			colleague.locator( `[data-event="${ id }"]` )
		).toHaveCount( 1 );
	} );

	test( 'is accessible, row and details', async ( {
		loggedInPage,
		demo,
	} ) => {
		const page = await loggedInPage( 'admin' );
		await page.emulateMedia( { reducedMotion: 'reduce' } );
		await page.goto( demo.feed );
		await expect( pill( page ) ).toContainText( 'Live' );
		await rows( page )
			.first()
			.click( { position: { x: 80, y: 10 } } );
		await expect(
			page.getByRole( 'complementary', { name: 'Event details' } )
		).toBeVisible();
		expect( await axeFindings( page, '#realtime-events-feed' ) ).toEqual(
			[]
		);
	} );

	test( 'is copied as a picture that shows what it says', async ( {
		loggedInPage,
		demo,
		rest,
	} ) => {
		const { body } = await rest( 'editor' )(
			'POST',
			'/realtime-events/v1/publish',
			{
				type: 'picture.taken',
				severity: 'error',
				data: { message: 'The oven is cold' },
			}
		);
		const { id } = body as { id: string };
		const page = await loggedInPage( 'admin' );
		await page
			.context()
			.grantPermissions( [ 'clipboard-read', 'clipboard-write' ] );
		await page.goto( `${ demo.feed }&event=${ id }` );
		await page.getByRole( 'button', { name: 'Copy as image' } ).click();
		await expect(
			page
				.getByTestId( 'snackbar' )
				.filter( { hasText: 'Image copied.' } )
		).toBeVisible();
		const picture = await page.evaluate( async () => {
			const [ item ] = await navigator.clipboard.read();
			const bitmap = await createImageBitmap(
				( await item?.getType( 'image/png' ) ) ?? new Blob()
			);
			const { width, height } = bitmap;
			const context = new OffscreenCanvas( width, height ).getContext(
				'2d'
			);
			context?.drawImage( bitmap, 0, 0 );
			const colours = new Set< string >();
			const { data = [] } =
				context?.getImageData( 0, 0, width, height ) ?? {};
			for ( let at = 0; at < data.length; at += 4 ) {
				colours.add( [ ...data.slice( at, at + 3 ) ].join( ' ' ) );
			}
			return { width, height, colours: [ ...colours ] };
		} );
		// 640 px, twice as sharp; a sentence, what is known of it, and where it was.
		expect( picture.width ).toBe( 1280 );
		expect( picture.height ).toBeGreaterThan( 200 );
		expect( picture.height ).toBeLessThan( 600 );
		// Surface, text, and the rail of what is wrong.
		expect( picture.colours ).toEqual(
			expect.arrayContaining( [ '255 255 255', '30 30 30', '179 45 46' ] )
		);
	} );
} );
