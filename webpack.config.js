const { existsSync } = require( 'node:fs' );
const { resolve } = require( 'node:path' );
const [
	scriptConfig,
	moduleConfig,
] = require( '@wordpress/scripts/config/webpack.config' );
const DependencyExtractionWebpackPlugin = require( '@wordpress/dependency-extraction-webpack-plugin' );

/**
 * Scripts besides the blocks (whose entries come from their block.json).
 * The name is the path below build/, the handle is set where PHP registers it.
 */
const ENTRIES = {
	client: './src/client/index.ts',
	'admin/feed': './src/admin/feed/index.tsx',
	'admin/deliveries': './src/admin/deliveries/index.tsx',
	'admin/settings': './src/admin/settings/index.tsx',
	'admin/toolbar': './src/admin/toolbar/index.tsx',
	'admin/post-list': './src/admin/post-list/index.tsx',
	'admin/dashboard': './src/admin/dashboard/index.tsx',
	editor: './src/editor/index.tsx',
};

/**
 * The store and the connection live once on a page, whatever screens share it:
 * screens import `@realtime-events/client` and get the script that PHP
 * registers as `realtime-events-client`, published as `wp.realtimeEvents`.
 */
const CLIENT_REQUEST = '@realtime-events/client';

const dependencyExtraction = new DependencyExtractionWebpackPlugin( {
	requestToExternal: ( request ) =>
		request === CLIENT_REQUEST ? [ 'wp', 'realtimeEvents' ] : undefined,
	requestToHandle: ( request ) =>
		request === CLIENT_REQUEST ? 'realtime-events-client' : undefined,
} );

const withoutDependencyExtraction = ( plugins ) =>
	plugins.filter(
		( plugin ) =>
			plugin?.constructor.name !== 'DependencyExtractionWebpackPlugin'
	);

const existing = Object.fromEntries(
	Object.entries( ENTRIES ).filter( ( [ , file ] ) =>
		existsSync( resolve( __dirname, file ) )
	)
);

const entry = async () => {
	const blocks = await scriptConfig.entry();
	const { client, ...screens } = existing;
	return {
		...blocks,
		...screens,
		...( client && {
			client: {
				import: client,
				library: { name: [ 'wp', 'realtimeEvents' ], type: 'window' },
			},
		} ),
	};
};

/**
 * The blocks of a page share one connection: each imports the script module
 * that PHP registers under this name, and the browser loads it once.
 */
const LIVE_REQUEST = '@realtime-events/live';
const LIVE_ENTRY = resolve( __dirname, 'src/blocks/live/index.ts' );

module.exports = [
	{
		...scriptConfig,
		entry,
		output: {
			...scriptConfig.output,
			// An entry that comes by a function has to announce its kind of library.
			enabledLibraryTypes: [ 'window' ],
		},
		plugins: [
			...withoutDependencyExtraction( scriptConfig.plugins ),
			dependencyExtraction,
		],
	},
	{
		...moduleConfig,
		entry: async () => ( {
			...( await moduleConfig.entry() ),
			...( existsSync( LIVE_ENTRY ) && { 'blocks/live': LIVE_ENTRY } ),
		} ),
		plugins: [
			...withoutDependencyExtraction( moduleConfig.plugins ),
			new DependencyExtractionWebpackPlugin( {
				requestToExternalModule: ( request ) =>
					request === LIVE_REQUEST
						? `import ${ request }`
						: undefined,
			} ),
		],
	},
];
