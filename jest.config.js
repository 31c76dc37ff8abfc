const wordpressConfig = require( '@wordpress/scripts/config/jest-unit.config.js' );

// Packages published as ES modules only: Jest runs CommonJS, so Babel has to read them.
const ES_MODULE_PACKAGES = [
	'@wordpress/theme',
	'jose',
	'marked',
	'uuid',
].join( '|' );

const shared = {
	rootDir: __dirname,
	modulePathIgnorePatterns: [ '<rootDir>/build/', '<rootDir>/.cache/' ],
	// As in the preset, and for .mjs too, which it leaves out.
	transform: {
		'\\.m?[jt]sx?$': Object.values( wordpressConfig.transform )[ 0 ],
	},
	transformIgnorePatterns: [
		`/node_modules/(?!(?:.+/node_modules/)?(?:${ ES_MODULE_PACKAGES })/)`,
	],
};

/**
 * Two worlds, one runner: what runs in a browser is tested in jsdom with the
 * WordPress preset, the hub and the protocol in Node without it.
 */
module.exports = {
	// Of processes and sockets on a busy machine. What waits for nothing takes no longer for it.
	testTimeout: 20_000,
	projects: [
		{
			...shared,
			displayName: 'browser',
			preset: wordpressConfig.preset,
			moduleNameMapper: {
				'\\.(scss|css)$':
					'<rootDir>/node_modules/@wordpress/jest-preset-default/scripts/style-mock.js',
				'^@realtime-events/client$': '<rootDir>/src/client/index.ts',
				'^@realtime-events/live$': '<rootDir>/src/blocks/live/index.ts',
			},
			setupFilesAfterEnv: [ '<rootDir>/tests/support/jest-dom.ts' ],
			testMatch: [
				'<rootDir>/src/{admin,blocks,client,connection,editor,store}/**/test/*.test.{ts,tsx}',
			],
		},
		{
			...shared,
			displayName: 'node',
			testEnvironment: 'node',
			testMatch: [
				'<rootDir>/src/{hub,protocol}/**/test/*.test.ts',
				'<rootDir>/tests/{hub,faults,scripts,site}/**/*.test.ts',
			],
		},
	],
};
