import type { Demo, DemoUser } from '../../support/harness';

/** Somebody with a browser's session. */
export class Visitor {
	readonly #cookies = new Map< string, string >();

	public constructor( private readonly site: string ) {}

	public async fetch(
		path: string,
		options: RequestInit = {}
	): Promise< Response > {
		const response = await fetch( new URL( path, this.site ), {
			redirect: 'manual',
			...options,
			headers: {
				...options.headers,
				Cookie: [ ...this.#cookies ]
					.map( ( [ name, value ] ) => `${ name }=${ value }` )
					.join( '; ' ),
			},
		} );
		for ( const cookie of response.headers.getSetCookie() ) {
			const [ , name = '', value = '' ] =
				/^([^=]+)=([^;]*)/.exec( cookie ) ?? [];
			this.#cookies.set( name, value );
		}
		return response;
	}

	public async logIn( { login, password }: DemoUser ): Promise< void > {
		const response = await this.fetch( '/wp-login.php', {
			method: 'POST',
			headers: { Cookie: 'wordpress_test_cookie=WP+Cookie+check' },
			body: new URLSearchParams( { log: login, pwd: password } ),
		} );
		expect( response.status ).toBe( 302 );
	}
}

/** What of an event says who caused it and how. */
export interface Told {
	type: string;
	subject?: string;
	actorname?: string;
	origin?: string;
	data: Record< string, unknown >;
}

const basic = ( { login, application_password: password }: DemoUser ) => ( {
	Authorization: `Basic ${ btoa( `${ login }:${ password }` ) }`,
} );

/** What the ledger has of a kind, newest first, as an administrator reads it. */
export async function told(
	{ site, users }: Demo,
	filter: Record< string, string >
): Promise< Told[] > {
	const response = await fetch(
		`${ site }/wp-json/realtime-events/v1/events?${ new URLSearchParams(
			filter
		) }`,
		{ headers: basic( users.admin ) }
	);
	expect( response.status ).toBe( 200 );
	return response.json();
}

export { basic };
