import { existsSync } from 'node:fs';
import { copyFile, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const CONDITIONS = fileURLToPath(
	new URL( './conditions.php', import.meta.url )
);
const REQUEST_TIMEOUT_MS = 30_000;
const SETTLE_TIMEOUT_MS = 30_000;
const POLL_MS = 5;
const PARAGRAPH = `<!-- wp:paragraph -->\n<p>${ 'Flour, water, salt and time. '.repeat(
	40
) }</p>\n<!-- /wp:paragraph -->\n`;

/**
 * Saves a published post again and again, as the block editor does.
 *
 * @param {Object} site A site, as of startSite() and startDemo().
 */
export async function createSaver( site ) {
	await copyFile(
		CONDITIONS,
		join( site.wordpress, 'wp-content/mu-plugins/conditions.php' )
	);
	const { login, application_password: password } = site.users.editor;
	const authorization = `Basic ${ Buffer.from(
		`${ login }:${ password }`
	).toString( 'base64' ) }`;
	let saves = 0;

	const send = async ( path, body, headers = {} ) => {
		const response = await fetch( `${ site.site }/wp-json/wp/v2${ path }`, {
			method: 'POST',
			headers: {
				Authorization: authorization,
				'Content-Type': 'application/json',
				...headers,
			},
			body: JSON.stringify( body ),
			signal: AbortSignal.timeout( REQUEST_TIMEOUT_MS ),
		} );
		const answer = await response.json();
		if ( ! response.ok ) {
			throw new Error( `${ response.status } ${ answer.message }` );
		}
		return answer;
	};

	const settled = async ( mark ) => {
		const deadline = Date.now() + SETTLE_TIMEOUT_MS;
		while ( ! existsSync( mark ) ) {
			if ( Date.now() > deadline ) {
				throw new Error( 'A request did not come to its end.' );
			}
			await new Promise( ( onTick ) => setTimeout( onTick, POLL_MS ) );
		}
		const cost = JSON.parse( await readFile( mark, 'utf8' ) );
		await rm( mark );
		return cost;
	};

	const { id } = await send( '/posts', {
		title: 'Measured',
		content: PARAGRAPH.repeat( 3 ),
		status: 'publish',
	} );

	/**
	 * Saves once, and waits until the site is at rest again.
	 *
	 * @param {string | null} server  Where the plugin's server is; null for a site without the plugin.
	 * @param {boolean}       isFirst Whether the plugin is to know nothing of the server yet.
	 * @return {Promise<{ ms: number, cpu: number, queries: number }>} Milliseconds until the answer was there; of PHP's processor, and database queries, until it was made.
	 */
	return async function save( server, isFirst ) {
		const number = ++saves;
		const title = `Measured ${ number }`;
		const started = performance.now();
		const answer = await send(
			`/posts/${ id }`,
			{ title, content: PARAGRAPH.repeat( 3 ) + number },
			{
				'X-Bench-Done': String( number ),
				...( server ? { 'X-Bench-Server': server } : {} ),
				...( isFirst ? { 'X-Bench-First': '1' } : {} ),
			}
		);
		const ms = performance.now() - started;
		if ( answer.title.raw !== title ) {
			throw new Error( 'The post was not saved.' );
		}
		const { cpu, queries } = await settled(
			join( dirname( site.wordpress ), `bench-${ number }` )
		);
		return { ms, cpu, queries };
	};
}
