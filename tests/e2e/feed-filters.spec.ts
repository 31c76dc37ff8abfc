import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './support/fixtures';

const AXE = resolve( __dirname, '../../node_modules/axe-core/axe.min.js' );

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
	} ) => {
		const { body } = await rest( 'editor' )(
			'POST',
			'/realtime-events/v1/publish',
			{ type: 'detail.example', data: { colour: 'ultramarine' } }
		);
		const { id } = body as { id: string };
		const page = await loggedInPage( 'admin' );
		await page.goto( demo.feed );
		await expect(
			rows( page ).filter( { hasText: 'detail.example' } )
		).toBeVisible();
		const target = page.locator( `[data-event="${ id }"]` );
		for ( let step = 0; step < 10; step++ ) {
			await page.keyboard.press( 'j' );
			if ( await target.evaluate( ( row ) => row.matches( ':focus' ) ) ) {
				break;
			}
		}
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
		await page.goto( demo.feed );
		await expect( pill( page ) ).toContainText( 'Live' );
		await page.addScriptTag( { content: await readFile( AXE, 'utf8' ) } );
		await rows( page )
			.first()
			.click( { position: { x: 80, y: 10 } } );
		const violations = await page.evaluate( async () => {
			const { violations: found } = await window.axe.run(
				'#realtime-events-feed'
			);
			return found.map( ( { id } ) => id );
		} );
		expect( violations ).toEqual( [] );
	} );
} );
