import { build, nodeCheck, npmCheck } from './checks.mjs';
import { e2e, e2eInShop, jest, scripts } from './javascript.mjs';
import {
	phpOnMariaDb,
	phpOnNetwork,
	phpOnSqlite,
	phpOnWooCommerce,
} from './php.mjs';

/**
 * @typedef {Object} Context
 * @property {string[]}                 args          More arguments for the suite's runner.
 * @property {(detail: string) => void} update        Shows where the suite is.
 * @property {string}                   [woocommerce] Folder of a WooCommerce.
 *
 * @typedef {(context: Context) => Promise<import('./verdict.mjs').Verdict>} Run
 *
 * @typedef {Object} Suite
 * @property {string}                   label         What it checks, in a few words.
 * @property {string[]}                 needs         Programs it needs: names in programs.mjs.
 * @property {Run}                      run           Runs it.
 * @property {boolean}                  [asked]       Whether it runs only when it is asked for by name.
 */

/**
 * All suites, in the order in which they run: the quick ones first.
 *
 * @type {Record<string, Suite>}
 */
export const SUITES = {
	typecheck: {
		label: 'Types (tsc)',
		needs: [],
		run: npmCheck( 'typecheck' ),
	},
	eslint: {
		label: 'JavaScript style (ESLint)',
		needs: [],
		run: npmCheck( 'lint:js', [ '--max-warnings=0' ] ),
	},
	stylelint: {
		label: 'CSS style (stylelint)',
		needs: [],
		run: npmCheck( 'lint:css', [ '--max-warnings=0' ] ),
	},
	'php-syntax': {
		label: 'PHP syntax',
		needs: [ 'php' ],
		run: nodeCheck( 'scripts/lint-php.mjs', [ '--only=syntax' ] ),
	},
	phpcs: {
		label: 'PHP style (PHP_CodeSniffer)',
		needs: [ 'php', 'phpcs' ],
		run: nodeCheck( 'scripts/lint-php.mjs', [ '--only=style' ] ),
	},
	build: { label: 'Build', needs: [], run: build },
	i18n: {
		label: 'Translation template',
		needs: [ 'php' ],
		run: nodeCheck( 'scripts/i18n.mjs', [ '--check' ] ),
	},
	scripts: {
		label: 'Set-up scripts (node --test)',
		needs: [ 'php' ],
		run: scripts,
	},
	jest: {
		label: 'Browser code, protocol and hub (Jest)',
		needs: [ 'php', 'redis', 'mariadb', 'php-fpm', 'nginx', 'apache' ],
		run: jest,
	},
	'php-sqlite': {
		label: 'PHP on SQLite (PHPUnit)',
		needs: [ 'php', 'phpunit' ],
		run: phpOnSqlite,
	},
	'php-mariadb': {
		label: 'PHP on MariaDB (PHPUnit)',
		needs: [ 'php', 'phpunit', 'mariadb' ],
		run: phpOnMariaDb,
	},
	'php-multisite': {
		label: 'PHP on a network of sites (PHPUnit)',
		needs: [ 'php', 'phpunit' ],
		run: phpOnNetwork,
	},
	'php-woocommerce': {
		label: 'PHP with WooCommerce (PHPUnit)',
		needs: [ 'php', 'phpunit', 'mariadb' ],
		run: phpOnWooCommerce,
		asked: true,
	},
	e2e: {
		label: 'Real browser, real site, real hub (Playwright)',
		needs: [ 'php', 'chromium', 'mariadb', 'php-fpm', 'nginx', 'redis' ],
		run: e2e,
	},
	'e2e-woocommerce': {
		label: 'Real browser, real shop, real hub (Playwright)',
		needs: [ 'php', 'chromium', 'mariadb', 'php-fpm', 'nginx' ],
		run: e2eInShop,
		asked: true,
	},
};
