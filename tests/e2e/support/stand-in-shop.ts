import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { test as base } from './blocks';

interface StandIn {
	/** PHP that stands for WooCommerce, which the default run does not have: as much of it as the tests of a file need. */
	shopCode: string;
	/** The site has that shop while a test runs. */
	standInShop: void;
}

export const test = base.extend< StandIn >( {
	shopCode: [ '', { option: true } ],

	standInShop: [
		async ( { demo, shopCode }, provide ) => {
			const file = resolve(
				demo.wordpress,
				'wp-content/mu-plugins/realtime-events-shop.php'
			);
			await mkdir( dirname( file ), { recursive: true } );
			await writeFile( file, shopCode );
			await provide();
			await rm( file );
		},
		{ auto: true },
	],
} );
