import wordpress from '@wordpress/eslint-plugin';

const SOURCE = [ 'src/**/*.{ts,tsx}' ];
const NODE_SIDE = [
	'scripts/**/*.mjs',
	'src/hub/**/*.ts',
	'tests/{bench,e2e,faults,hub,support}/**/*.{mjs,ts}',
	'*.config.{js,mjs}',
];

export default [
	{
		ignores: [ '**/build/**', '**/node_modules/**', '.cache/**' ],
	},
	...wordpress.configs.recommended,
	...wordpress.configs[ 'test-unit' ].map( ( config ) => ( {
		...config,
		files: [ '**/test/*.test.{ts,tsx}', 'tests/**/*.test.ts' ],
	} ) ),
	{
		files: [ ...SOURCE, 'tests/**/*.ts', 'tests/**/*.tsx' ],
		rules: {
			// TypeScript knows the types; a second copy in prose only grows stale.
			'jsdoc/require-param-type': 'off',
			'jsdoc/require-returns-type': 'off',
			'jsdoc/require-param': 'off',
			'@typescript-eslint/no-explicit-any': 'error',
		},
	},
	{
		files: SOURCE,
		rules: {
			'import/no-unresolved': [
				'error',
				{ ignore: [ '^@realtime-events/(client|live)$' ] },
			],
			'@wordpress/i18n-text-domain': [
				'error',
				{ allowedTextDomain: 'realtime-events' },
			],
			'@wordpress/data-no-store-string-literals': 'error',
			'@wordpress/dependency-group': 'off',
		},
	},
	{
		files: NODE_SIDE,
		languageOptions: {
			globals: {
				process: 'readonly',
				Buffer: 'readonly',
				console: 'readonly',
			},
		},
		rules: {
			'no-console': 'off',
			'import/no-extraneous-dependencies': 'off',
			'@wordpress/no-unused-vars-before-return': 'off',
		},
	},
];
