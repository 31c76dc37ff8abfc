import { readdirSync } from 'node:fs';
import { chmod, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { startService, waitUntilReady } from '../../scripts/lib/processes.mjs';
import { anyFreePort, LOOPBACK } from '../../scripts/lib/ports.mjs';
import {
	removeTempFolder,
	tempFolder,
} from '../../scripts/lib/temp-folder.mjs';
import { listens } from './listens.mjs';

const MODULES = '/usr/lib/apache2/modules';
const CHILDREN = 6;

/** Apache refuses to work as root. As nobody it may open whatever root may. */
const NOBODY = 65_534;
const AS_NOBODY = [
	`--reuid=${ NOBODY }`,
	`--regid=${ NOBODY }`,
	'--clear-groups',
	'--inh-caps=+dac_override',
	'--ambient-caps=+dac_override',
];

/** The name of PHP's module has PHP's version in it. */
const phpModule = () =>
	join(
		MODULES,
		readdirSync( MODULES ).find( ( file ) =>
			/^libphp[\d.]*\.so$/.test( file )
		) ?? 'libphp.so'
	);

/**
 * @param {string} folder    Where its files go.
 * @param {string} wordpress What it serves.
 * @param {number} port      Its port.
 */
function config( folder, wordpress, port ) {
	const modules = [
		'mpm_prefork',
		'authz_core',
		'dir',
		'filter',
		'deflate',
		'mime',
	];
	return `ServerRoot ${ folder }
ServerName ${ LOOPBACK }
Listen ${ LOOPBACK }:${ port }
PidFile ${ folder }/pid
ErrorLog ${ folder }/log
Mutex file:${ folder }
${ modules.map( ( name ) => `LoadModule ${ name }_module ${ MODULES }/mod_${ name }.so` ).join( '\n' ) }
LoadModule php_module ${ phpModule() }
StartServers ${ CHILDREN }
MaxRequestWorkers ${ CHILDREN }
TypesConfig /etc/mime.types
DocumentRoot ${ wordpress }
<Directory ${ wordpress }>
	Require all granted
	DirectoryIndex index.php
	FallbackResource /index.php
</Directory>
<FilesMatch "\\.php$">
	SetHandler application/x-httpd-php
</FilesMatch>
# What is compressed has no length that is known before its end, and hosts compress.
AddOutputFilterByType DEFLATE text/html text/css application/javascript application/json
php_admin_value upload_max_filesize 64M
php_admin_value post_max_size 64M
php_admin_value memory_limit 256M
php_admin_flag display_errors off
php_admin_value opcache.revalidate_freq 0
`;
}

/**
 * Serves a WordPress folder as many hosts still do: PHP inside Apache.
 *
 * @param {string} wordpress    The WordPress folder.
 * @param {Object} options      How.
 * @param {number} options.port Its port; a free one by default.
 * @return {Promise<{ url: string, port: number, killPhp: () => Promise<void>, startPhp: () => Promise<void>, stop: () => Promise<void> }>} Where it is.
 */
export async function startApache( wordpress, { port } = {} ) {
	const folder = await tempFolder( 'apache' );
	const ownPort = port ?? ( await anyFreePort() );
	const file = join( folder, 'apache.conf' );
	await writeFile( file, config( folder, wordpress, ownPort ) );
	// PHP's is_readable() asks what nobody may, and not what this nobody may.
	await chmod( dirname( wordpress ), 0o755 );
	const [ command, ...args ] = [
		...( process.getuid?.() === 0 ? [ 'setpriv', ...AS_NOBODY ] : [] ),
		...[ 'apache2', '-DFOREGROUND', '-f', file ],
	];
	const startPhp = async () => {
		const apache = startService( 'Apache', command, args, {
			log: join( folder, 'out' ),
		} );
		await waitUntilReady( apache, () =>
			listens( { host: LOOPBACK, port: ownPort } )
		);
		return apache;
	};
	let apache = await startPhp();
	return {
		url: `http://${ LOOPBACK }:${ ownPort }`,
		port: ownPort,
		/** Ends PHP in the middle of whatever it does, and the server with it. */
		killPhp: () => apache.stop( 'SIGKILL' ),
		/** Starts both again after `killPhp()`. */
		async startPhp() {
			apache = await startPhp();
		},
		async stop() {
			await apache.stop();
			removeTempFolder( folder );
		},
	};
}
