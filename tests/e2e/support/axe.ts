import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import type { AxeResults } from 'axe-core';

const AXE_SOURCE = readFileSync( require.resolve( 'axe-core' ), 'utf8' );

/**
 * What axe finds wrong with a part of the page, one line each; none: [].
 *
 * @param page     The page.
 * @param selector The part that is ours: WordPress's own menus are not.
 */
export async function axeFindings(
	page: Page,
	selector: string
): Promise< string[] > {
	await page.evaluate( AXE_SOURCE );
	const { violations } = await page.evaluate(
		( part ) =>
			(
				window as unknown as {
					axe: { run: ( part: string ) => Promise< AxeResults > };
				}
			 ).axe.run( part ),
		selector
	);
	return violations.flatMap( ( { id, nodes } ) =>
		nodes.map(
			( { target, failureSummary } ) =>
				`${ id } ${ target.join( ' ' ) }: ${ failureSummary ?? '' }`
		)
	);
}
