import type { Page } from '@playwright/test';
import { axeFindings } from './support/axe';
import { expect, test } from './support/fixtures';

const rows = ( page: Page ) => page.getByRole( 'feed' ).getByRole( 'article' );

const pill = ( page: Page ) =>
	page.getByRole( 'button', { name: /^Connection:/ } );

test.describe( 'a filtered feed', () => {
	test( 'stays live, and never shows what the filter leaves out', async ( {
		loggedInPage,
		demo,
		rest,
	} ) => {
		const page = await loggedInPage( 'admin' );
		await page.goto( `${ demo.feed }&severity=error` );
		await expect( pill( page ) ).toContainText( 'Live' );
		const publish = ( type: string, severity: string ) =>
			rest( 'editor' )( 'POST', '/realtime-events/v1/publish', {
				type,
				severity,
			} );
		await publish( 'filter.left_out', 'info' );
		await publish( 'filter.let_in', 'error' );
		await expect(
			rows( page ).filter( { hasText: 'filter.let_in' } )
		).toHaveCount( 1 );
		await expect(
			rows( page ).filter( { hasText: 'filter.left_out' } )
		).toHaveCount( 0 );
		await page.getByRole( 'button', { name: 'Clear all' } ).click();
		await expect(
			rows( page ).filter( { hasText: 'filter.left_out' } )
		).toHaveCount( 1 );
		expect( page.url() ).not.toContain( 'severity' );
		await page.goBack();
		await expect(
			rows( page ).filter( { hasText: 'filter.left_out' } )
		).toHaveCount( 0 );
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
		await page.goto( `${ demo.feed }&type=${ type }` );
		const target = page.locator( `[data-event="${ id }"]` );
		await expect( target ).toBeVisible();
		await page.keyboard.press( 'j' );
		await expect( target ).toBeFocused();
		await page.keyboard.press( 'o' );
		const panel = page.getByRole( 'complementary', {
			name: 'Event details',
		} );
		await expect( panel ).toContainText( 'ultramarine' );
		await page.keyboard.press( 'Escape' );
		await expect( panel ).toHaveCount( 0 );

		await page.goto( `${ demo.feed }&event=${ id }` );
		await expect( panel ).toContainText( 'ultramarine' );

		await panel.getByRole( 'button', { name: 'Who sees what' } ).click();
		const dialog = page.getByRole( 'dialog', { name: 'Who sees what' } );
		await expect(
			dialog.getByRole( 'button', { name: /^Visitor/ } )
		).toContainText( 'Nothing' );
		await page.keyboard.press( 'Escape' );
		await expect( dialog ).toHaveCount( 0 );
		await expect( panel ).toBeVisible();
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
