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

module.exports = [
	{
		...scriptConfig,
		entry,
		plugins: [
			...scriptConfig.plugins.filter(
				( { constructor } ) =>
					constructor.name !== 'DependencyExtractionWebpackPlugin'
			),
			dependencyExtraction,
		],
	},
	moduleConfig,
];
