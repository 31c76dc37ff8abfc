import type { Demo, DemoLogin } from '../../support/harness';

interface Answer {
	status: number;
	headers: Headers;
	body: unknown;
}

/**
 * Calls a route: `rest( 'POST', '/wp/v2/posts', { title: 'Hello' } )`.
 */
export type Rest = (
	method: string,
	route: string,
	body?: unknown
) => Promise< Answer >;

/**
 * The site's REST API as one user sees it.
 *
 * @param demo  The site.
 * @param login Who.
 */
export function restAs( demo: Demo, login: DemoLogin ): Rest {
	const user = demo.users[ login ];
	const credentials = Buffer.from(
		`${ user.login }:${ user.application_password }`
	).toString( 'base64' );

	return async ( method, route, body ) => {
		const response = await fetch( `${ demo.site }/wp-json${ route }`, {
			method,
			headers: {
				Authorization: `Basic ${ credentials }`,
				'Content-Type': 'application/json',
			},
			...( body !== undefined && { body: JSON.stringify( body ) } ),
		} );
		const text = await response.text();
		return {
			status: response.status,
			headers: response.headers,
			body: text === '' ? null : JSON.parse( text ),
		};
	};
}
