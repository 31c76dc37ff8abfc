import { readdirSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { startService, waitUntilReady } from '../../scripts/lib/processes.mjs';
import { anyFreePort, LOOPBACK } from '../../scripts/lib/ports.mjs';
import {
	removeTempFolder,
	tempFolder,
} from '../../scripts/lib/temp-folder.mjs';
import { listens } from './listens.mjs';

const DEFAULT_CHILDREN = 6;
const IS_ROOT = process.getuid?.() === 0;

/** The name of php-fpm has PHP's version in it. */
function fpmProgram() {
	const name = readdirSync( '/usr/sbin' ).find( ( file ) =>
		/^php-fpm[\d.]*$/.test( file )
	);
	return name ? `/usr/sbin/${ name }` : 'php-fpm';
}

/**
 * @param {string}  folder   Where its files go.
 * @param {number}  children How many requests are served at a time.
 * @param {boolean} isHosted Whether changed files are noticed within two seconds, as PHP comes, instead of at once.
 */
function fpmConfig( folder, children, isHosted ) {
	return `[global]
error_log = ${ folder }/fpm.log
daemonize = no
[site]
${ IS_ROOT ? `user = root\ngroup = root\n` : '' }listen = ${ folder }/fpm.sock
listen.mode = 0600
pm = static
pm.max_children = ${ children }
clear_env = no
catch_workers_output = yes
php_admin_value[upload_max_filesize] = 64M
php_admin_value[post_max_size] = 64M
php_admin_value[memory_limit] = 256M
php_admin_flag[display_errors] = off
${ isHosted ? '' : 'php_admin_value[opcache.revalidate_freq] = 0\n' }`;
}

/**
 * @param {string} folder    Where its files go.
 * @param {string} wordpress What it serves.
 * @param {number} port      Its port.
 */
function nginxConfig( folder, wordpress, port ) {
	return `${ IS_ROOT ? `user ${ userInfo().username };\n` : '' }worker_processes 1;
daemon off;
pid ${ folder }/nginx.pid;
error_log ${ folder }/nginx.log;
events { worker_connections 1024; }
http {
	include /etc/nginx/mime.types;
	access_log off;
	client_max_body_size 64m;
	client_body_temp_path ${ folder }/temp;
	fastcgi_temp_path ${ folder }/temp;
	proxy_temp_path ${ folder }/temp;
	scgi_temp_path ${ folder }/temp;
	uwsgi_temp_path ${ folder }/temp;
	server {
		listen ${ LOOPBACK }:${ port };
		root ${ wordpress };
		index index.php;
		location ~ /\\. { return 404; }
		location / { try_files $uri $uri/ /index.php$is_args$args; }
		location ~ \\.php$ {
			try_files $uri =404;
			include /etc/nginx/fastcgi_params;
			fastcgi_param SCRIPT_FILENAME $document_root$fastcgi_script_name;
			# With its port, which Debian's own parameters leave out: WordPress would redirect every page to itself.
			fastcgi_param HTTP_HOST $http_host;
			fastcgi_param HTTP_AUTHORIZATION $http_authorization;
			fastcgi_read_timeout 60s;
			fastcgi_pass unix:${ folder }/fpm.sock;
		}
	}
}
`;
}

/**
 * Serves a WordPress folder as a real host does: nginx in front of php-fpm.
 *
 * @param {string}  wordpress        The WordPress folder.
 * @param {Object}  options          How.
 * @param {number}  options.port     Its port; a free one by default.
 * @param {number}  options.children How many requests are served at a time.
 * @param {boolean} options.isHosted Whether PHP looks for changed files as rarely as it does by default: for who measures. Tests change files and want them seen.
 * @return {Promise<{ url: string, port: number, fpmPid: number, nginxPid: number, killPhp: () => Promise<void>, startPhp: () => Promise<void>, stop: () => Promise<void> }>} Where it is.
 */
export async function startPhpFpmNginx(
	wordpress,
	{ port, children = DEFAULT_CHILDREN, isHosted = false } = {}
) {
	const folder = await tempFolder( 'web' );
	const ownPort = port ?? ( await anyFreePort() );
	await mkdir( join( folder, 'temp' ) );
	await writeFile(
		join( folder, 'fpm.conf' ),
		fpmConfig( folder, children, isHosted )
	);
	await writeFile(
		join( folder, 'nginx.conf' ),
		nginxConfig( folder, wordpress, ownPort )
	);

	const startPhp = async () => {
		const fpm = startService(
			'php-fpm',
			fpmProgram(),
			[
				'--nodaemonize',
				...( IS_ROOT ? [ '--allow-to-run-as-root' ] : [] ),
				'--fpm-config',
				join( folder, 'fpm.conf' ),
			],
			{ log: join( folder, 'fpm.out' ) }
		);
		await waitUntilReady( fpm, () =>
			listens( join( folder, 'fpm.sock' ) )
		);
		return fpm;
	};

	let fpm = await startPhp();
	const nginx = startService(
		'nginx',
		'nginx',
		[
			'-p',
			folder,
			'-e',
			join( folder, 'nginx.log' ),
			'-c',
			join( folder, 'nginx.conf' ),
		],
		{ log: join( folder, 'nginx.out' ) }
	);
	await waitUntilReady( nginx, () =>
		listens( { host: LOOPBACK, port: ownPort } )
	);

	return {
		url: `http://${ LOOPBACK }:${ ownPort }`,
		port: ownPort,
		get fpmPid() {
			return fpm.pid;
		},
		nginxPid: nginx.pid,
		/** Ends PHP in the middle of whatever it does. */
		killPhp: () => fpm.stop( 'SIGKILL' ),
		/** Starts PHP again after `killPhp()`. */
		async startPhp() {
			fpm = await startPhp();
		},
		async stop() {
			await nginx.stop();
			await fpm.stop();
			removeTempFolder( folder );
		},
	};
}
