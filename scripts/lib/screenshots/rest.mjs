/**
 * Calls a route of the demo.
 *
 * @param {Object} demo  The demo.
 * @param {string} login Who.
 * @param {string} route The route.
 * @param {Object} body  What is sent.
 * @return {Promise<Object>} What is answered.
 */
export async function post( demo, login, route, body ) {
	const { application_password: password } = demo.users[ login ];
	const credentials = Buffer.from( `${ login }:${ password }` );
	const response = await fetch( `${ demo.site }/wp-json${ route }`, {
		method: 'POST',
		headers: {
			Authorization: `Basic ${ credentials.toString( 'base64' ) }`,
			'Content-Type': 'application/json',
		},
		body: JSON.stringify( body ),
	} );
	if ( ! response.ok ) {
		throw new Error( `${ route }: ${ await response.text() }` );
	}
	return response.json();
}
