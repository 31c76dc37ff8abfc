import { ensurePackages } from './apt.mjs';
import { run } from './processes.mjs';

const MIN_PHP = '8.1.0';
const EXTENSIONS = [
	'pdo_sqlite',
	'sqlite3',
	'curl',
	'mbstring',
	'dom',
	'SimpleXML',
	'intl',
	'zip',
];
const APT = [
	'php-cli',
	'php-sqlite3',
	'php-curl',
	'php-mbstring',
	'php-xml',
	'php-intl',
	'php-zip',
	'php-mysql',
];
const PROBE = `exit( version_compare( PHP_VERSION, '${ MIN_PHP }', '>=' ) && array() === array_filter( explode( ',', '${ EXTENSIONS }' ), fn( $e ) => ! extension_loaded( $e ) ) ? 0 : 1 );`;

const HELP = `Realtime Events needs PHP 8.1 or newer with sqlite3, curl, mbstring, xml, intl and zip. Please install it and try again:

  Debian, Ubuntu   sudo apt-get install ${ APT.join( ' ' ) }
  Fedora           sudo dnf install php-cli php-pdo php-mbstring php-xml php-intl php-pecl-zip php-mysqlnd php-json
  macOS            brew install php`;

async function isThere() {
	try {
		const { code } = await run( 'php', [ '-r', PROBE ], {
			allowFailure: true,
		} );
		return code === 0;
	} catch {
		return false;
	}
}

/** Sees to it that PHP is there with all that WordPress and the demo need. */
export function ensurePhp() {
	return ensurePackages( 'PHP', isThere, APT, HELP );
}
