import { Refused, type OrderAnswer } from './order-watch';

/** Where and as whom the order is asked for. */
export interface Question {
	readonly route: string;
	/** Where who is logged in takes a nonce. */
	readonly nonceRoute: string;
	/** Whether the order belongs to an account: then its key alone opens nothing. */
	readonly isAccounts: boolean;
	/** Out of the page's address, where WooCommerce puts it; may be empty. */
	readonly key: string;
}

const HTTP_TOO_MANY = 429;

/**
 * Asks how an order stands. Neither key nor nonce is in the page: the key is in
 * its address, and the nonce is taken when it is needed, so that the page may
 * come out of a cache.
 *
 * @since 0.1.0
 *
 * @param question
 * @param fetcher  `window.fetch`.
 */
export async function askForOrder(
	question: Question,
	fetcher: typeof window.fetch
): Promise< OrderAnswer > {
	const { route, nonceRoute, isAccounts, key } = question;
	const headers: Record< string, string > = {
		'Content-Type': 'application/json',
	};
	if ( isAccounts ) {
		const nonce = await fetcher( nonceRoute, {
			credentials: 'same-origin',
		} );
		if ( ! nonce.ok ) {
			// Logged out meanwhile.
			throw refusal( nonce.status );
		}
		headers[ 'X-WP-Nonce' ] = ( await nonce.text() ).trim();
	}
	const response = await fetcher( route, {
		method: 'POST',
		// A guest's order is opened by its key, whoever is logged in.
		credentials: isAccounts ? 'same-origin' : 'omit',
		headers,
		body: JSON.stringify( { key } ),
	} );
	if ( ! response.ok ) {
		throw refusal( response.status );
	}
	return ( await response.json() ) as OrderAnswer;
}

const refusal = ( status: number ): Error =>
	status >= 400 && status < 500 && status !== HTTP_TOO_MANY
		? new Refused( String( status ) )
		: new Error( String( status ) );
