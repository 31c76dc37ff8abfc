import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ROOT } from '../paths.mjs';
import { PlainError } from '../plain-error.mjs';

/**
 * The WooCommerce of the option `--woocommerce`: this project fetches nothing that it does not need to run.
 *
 * @param {string | undefined} folder What was said.
 * @param {string}             suite  Who asks.
 * @return {string} Its path, where it is complete.
 */
export function woocommerceAt( folder, suite ) {
	const path = resolve( ROOT, folder ?? '' );
	if (
		! folder ||
		! existsSync( join( path, 'woocommerce.php' ) ) ||
		! existsSync( join( path, 'packages/action-scheduler' ) )
	) {
		throw new PlainError(
			`Please say where the folder of a complete WooCommerce is, as its zip file has it: npm test -- --only=${ suite } --woocommerce=/path/to/woocommerce`
		);
	}
	return path;
}
