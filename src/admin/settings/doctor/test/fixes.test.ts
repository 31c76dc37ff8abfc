import { originSnippet, proxySnippets } from '../fixes';

/** Where the hub listens unless it is told otherwise, on whatever computer. */
const HUB = 'HUB_HOST:8090';

const labels = ( url: string ) =>
	proxySnippets( url ).map( ( { label } ) => label.split( /[ ,:]/ )[ 0 ] );

function textOf( program: string, url: string ): string {
	const found = proxySnippets( url ).filter( ( { label } ) =>
		label.startsWith( program )
	);
	expect( found ).toHaveLength( 1 );
	return found[ 0 ]?.text ?? '';
}

/** Addresses of a server, and the path under which a web server has to know it. */
const PATHS = [
	[ 'https://live.example.com', '/' ],
	[ 'https://example.com/live', '/live/' ],
	[ 'https://example.com/a/b', '/a/b/' ],
] as const;

describe( 'what a web server in front of the hub needs', () => {
	it( 'is said for each that is usual, wherever the hub is', () => {
		for ( const [ url ] of PATHS ) {
			expect( labels( url ) ).toEqual( [
				'nginx',
				'Apache',
				'Caddy',
				'Cloudflare',
			] );
		}
	} );

	describe.each( PATHS )( 'at %s', ( url, path ) => {
		it( 'nginx: hands the path to the hub without it, and the headers of an upgrade with it', () => {
			const lines = textOf( 'nginx', url ).split( /\n\t?/ );
			expect( lines[ 0 ] ).toBe( `location ${ path } {` );
			// The slash at the end takes the path off.
			expect( lines ).toContain( `proxy_pass http://${ HUB }/;` );
			expect( lines ).toEqual(
				expect.arrayContaining( [
					'proxy_http_version 1.1;',
					'proxy_set_header Upgrade $http_upgrade;',
					'proxy_set_header Connection "upgrade";',
					'proxy_set_header Host $host;',
					'proxy_buffering off;',
				] )
			);
			expect( lines.at( -1 ) ).toBe( '}' );
		} );

		it( 'Apache: lets the upgrade through, on the same path back', () => {
			expect( textOf( 'Apache', url ).split( '\n' ) ).toEqual( [
				`ProxyPass "${ path }" "http://${ HUB }/" upgrade=websocket`,
				`ProxyPassReverse "${ path }" "http://${ HUB }/"`,
			] );
		} );

		it( 'Caddy: takes the path off where there is one', () => {
			const lines = textOf( 'Caddy', url ).split( '\n' );
			expect( lines[ 0 ] ).toBe( `${ new URL( url ).hostname } {` );
			expect( lines.map( ( line ) => line.trim() ).slice( 1 ) ).toEqual(
				path === '/'
					? [ `reverse_proxy ${ HUB }`, '}' ]
					: [
							`handle_path ${ path }* {`,
							`reverse_proxy ${ HUB }`,
							'}',
							'}',
						]
			);
		} );

		it( 'Cloudflare: switches WebSockets on, and holds no secret', () => {
			const text = textOf( 'Cloudflare', url );
			expect( text ).toContain(
				'curl -X PATCH "https://api.cloudflare.com/client/v4/zones/ZONE_ID/settings/websockets"'
			);
			expect( text ).toContain( 'Bearer API_TOKEN' );
			const sent = /--data '(.*)'$/.exec( text )?.[ 1 ] ?? '';
			expect( JSON.parse( sent ) ).toEqual( { value: 'on' } );
		} );
	} );

	// Caddy takes a bare name for https at port 443, and sends http on to there.
	it.each( [
		[ 'https://example.com:8443/live', 'example.com:8443 {' ],
		[ 'http://hub.test', 'http://hub.test {' ],
		[ 'http://hub.test:8080', 'http://hub.test:8080 {' ],
	] )( 'Caddy: listens where browsers ask: %s', ( url, first ) => {
		expect( textOf( 'Caddy', url ).split( '\n' )[ 0 ] ).toBe( first );
	} );
} );

it( 'the flag that lets a site’s pages in names their origin', () => {
	expect( originSnippet( 'https://shop.example.com' ).text ).toBe(
		'--origins https://shop.example.com'
	);
} );
