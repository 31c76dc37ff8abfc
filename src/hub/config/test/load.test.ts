import { loadConfig, siteIdOf } from '../load';

const SITE_ENV = {
	REALTIME_EVENTS_SITE_URL: 'https://shop.test/blog/',
	REALTIME_EVENTS_API_KEY: '0123456789abcdef',
};

const load = (
	args: string[] = [],
	env: Record< string, string > = SITE_ENV,
	file: unknown = undefined
) =>
	loadConfig( {
		args,
		env,
		readFile: () => {
			if ( file === undefined ) {
				throw new Error( 'ENOENT' );
			}
			return typeof file === 'string' ? file : JSON.stringify( file );
		},
	} );

describe( 'loadConfig', () => {
	it( 'needs no more than a home URL and a key', () => {
		expect( load() ).toMatchObject( {
			host: '127.0.0.1',
			port: 8090,
			sites: [
				{
					id: 'shop.test.blog',
					url: 'https://shop.test/blog',
					apiKeys: [ '0123456789abcdef' ],
					origins: [ 'https://shop.test' ],
				},
			],
		} );
	} );

	it( 'takes a flag before the environment before the file before the default', () => {
		const file = { port: 1, host: 'file', logMaxEvents: 5 };
		const env = {
			...SITE_ENV,
			REALTIME_EVENTS_PORT: '2',
			REALTIME_EVENTS_HOST: 'env',
		};
		expect(
			load( [ '--config', 'x', '--port', '3' ], env, file )
		).toMatchObject( {
			port: 3,
			host: 'env',
			logMaxEvents: 5,
			logMaxAgeHours: 24,
		} );
	} );

	it( 'keeps several sites, each with the keys of its rotation', () => {
		const apiKey = 'a'.repeat( 16 );
		const sites = [
			{
				id: 'a',
				url: 'https://a.test',
				apiKey,
				previousApiKeys: [ 'b'.repeat( 16 ) ],
			},
			{
				id: 'b',
				url: 'https://b.test',
				apiKey,
				origins: [ 'https://www.b.test' ],
			},
		];
		expect( load( [ '--config', 'x' ], {}, { sites } ).sites ).toEqual( [
			{
				id: 'a',
				url: 'https://a.test',
				apiKeys: [ apiKey, 'b'.repeat( 16 ) ],
				origins: [ 'https://a.test' ],
			},
			{
				id: 'b',
				url: 'https://b.test',
				apiKeys: [ apiKey ],
				origins: [ 'https://www.b.test' ],
			},
		] );
	} );

	const site = { id: 'a', url: 'https://a.test', apiKey: 'a'.repeat( 16 ) };
	it.each( [
		[
			[ '--port', '70000' ],
			SITE_ENV,
			undefined,
			'port is 70000, but needs to be a whole number from 0 to 65535.',
		],
		[
			[ '--port', '1.5' ],
			SITE_ENV,
			undefined,
			'port is "1.5", but needs to be a whole number',
		],
		[
			[ '--log-level', 'loud' ],
			SITE_ENV,
			undefined,
			'logLevel is "loud", but needs to be one of trace,',
		],
		[
			[ '--redis-url', 'http://x' ],
			SITE_ENV,
			undefined,
			'redisUrl is "(hidden)", but needs to be a redis://',
		],
		[
			[ '--origins', 'https://a.test/path' ],
			SITE_ENV,
			undefined,
			'sites.0.origins.0 is "https://a.test/path", but needs to be a list of origins',
		],
		[
			[ '--site-url', 'nonsense' ],
			SITE_ENV,
			undefined,
			'site-url is "nonsense", but needs to be the home URL of the site',
		],
		[
			[ '--origins', 'https://a.test:99999' ],
			SITE_ENV,
			undefined,
			'sites.0.origins is "https://a.test:99999", but needs to be a list of origins',
		],
		[
			[ '--config', 'x' ],
			{},
			{ sites: [ { ...site, url: 'https://[a.test' } ] },
			'sites.0.url is "https://[a.test", but needs to be the home URL',
		],
		[ [ '--nonsense', '1' ], SITE_ENV, undefined, 'The command line is' ],
		[
			[ '--tls-cert', 'x' ],
			SITE_ENV,
			undefined,
			'tlsKey is missing, but needs to be given together',
		],
		[
			[ '--config', 'x' ],
			SITE_ENV,
			undefined,
			'config is "x", but needs to be a readable JSON file',
		],
		[ [ '--config', 'x' ], SITE_ENV, '{', 'this one is no JSON' ],
		[ [ '--config', 'x' ], SITE_ENV, '[]', 'a file with a JSON object' ],
		[
			[ '--config', 'x' ],
			{},
			{ sites: [], surprise: 1 },
			'surprise is "unknown", but needs to be a setting of the hub',
		],
		[
			[ '--config', 'x' ],
			{},
			{ sites: [ { ...site, id: 'A' } ] },
			'sites.0.id is "A", but needs to be 1 to 63 of',
		],
		[
			[ '--config', 'x' ],
			{},
			{ sites: [ { ...site, apiKey: 'short' } ] },
			'sites.0.apiKey is "(hidden)"',
		],
		[
			[ '--config', 'x' ],
			{},
			{ sites: [ { ...site, apiKey: undefined } ] },
			'sites.0.apiKey is missing',
		],
		[
			[ '--config', 'x' ],
			{},
			{ sites: [ site, site ] },
			'a list without doubled ids',
		],
		[
			[ '--watch', 'f', '--watch-site', 'z' ],
			SITE_ENV,
			undefined,
			'watchSite is "z"',
		],
	] )( 'says in one line what is wrong: %j', ( args, env, file, message ) => {
		let line = '';
		try {
			load( args, env as Record< string, string >, file );
		} catch ( error ) {
			line = ( error as Error ).message;
		}
		expect( line ).toContain( message );
		expect( line.split( '\n' ) ).toHaveLength( 1 );
	} );
} );

describe( 'siteIdOf', () => {
	it( 'joins host and sub-directory with dots', () => {
		expect( siteIdOf( 'https://Shop.test:8080/a/b/' ) ).toBe(
			'shop.test.a.b'
		);
		expect( siteIdOf( 'nonsense' ) ).toBeUndefined();
	} );
} );
