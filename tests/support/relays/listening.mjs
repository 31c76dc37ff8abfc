/**
 * What the relays of this folder share with nobody else's: where they listen,
 * what they let in, and a record of the bytes they got, for the tests.
 */
export const HOST = '127.0.0.1';
export const PORT = Number( process.env.PORT );
export const API_KEY = process.env.API_KEY ?? '';

/**
 * Writes a request to standard output, a JSON object on a line.
 *
 * @param {import('node:http').IncomingMessage} request The request.
 * @param {unknown}                             _       Unused.
 * @param {Buffer}                              body    Its bytes.
 */
export function record( request, _, body ) {
	const { method, url, headers } = request;
	process.stdout.write(
		`${ JSON.stringify( { method, url, headers, body: String( body ) } ) }\n`
	);
}
