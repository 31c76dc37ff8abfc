import { __ } from '@wordpress/i18n';

/** Something to copy, and where it belongs. */
export interface Snippet {
	readonly label: string;
	readonly text: string;
}

const DEFAULT_HUB_PORT = 8090;

/**
 * What a web server in front of the hub needs so that it hands WebSockets through.
 *
 * @param serverUrl - Normalised address of the server.
 *
 * @since 0.1.0
 */
export function proxySnippets( serverUrl: string ): Snippet[] {
	const { protocol, host, pathname } = new URL( serverUrl );
	const path = pathname === '/' ? '/' : `${ pathname }/`;
	// A bare name is https to Caddy, and sends http on to there.
	const site = protocol === 'http:' ? `http://${ host }` : host;
	const hub = `HUB_HOST:${ DEFAULT_HUB_PORT }`;
	return [
		{
			label: __( 'nginx, in the server block', 'realtime-events' ),
			text: [
				`location ${ path } {`,
				`	proxy_pass http://${ hub }/;`,
				'	proxy_http_version 1.1;',
				'	proxy_set_header Upgrade $http_upgrade;',
				'	proxy_set_header Connection "upgrade";',
				'	proxy_set_header Host $host;',
				'	proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;',
				'	proxy_read_timeout 75s;',
				'	proxy_buffering off;',
				'}',
			].join( '\n' ),
		},
		{
			label: __(
				'Apache 2.4.47 or newer, in the virtual host',
				'realtime-events'
			),
			text: `ProxyPass "${ path }" "http://${ hub }/" upgrade=websocket\nProxyPassReverse "${ path }" "http://${ hub }/"`,
		},
		{
			label: __( 'Caddy', 'realtime-events' ),
			text:
				path === '/'
					? `${ site } {\n	reverse_proxy ${ hub }\n}`
					: `${ site } {\n	handle_path ${ path }* {\n		reverse_proxy ${ hub }\n	}\n}`,
		},
		{
			label: __(
				'Cloudflare: switch “WebSockets” on under Network, or by its API',
				'realtime-events'
			),
			text: `curl -X PATCH "https://api.cloudflare.com/client/v4/zones/ZONE_ID/settings/websockets" -H "Authorization: Bearer API_TOKEN" -H "Content-Type: application/json" --data '{"value":"on"}'`,
		},
	];
}

/**
 * The flag that lets pages of this site connect.
 *
 * @param origin - Origin of the page.
 *
 * @since 0.1.0
 */
export function originSnippet( origin: string ): Snippet {
	return {
		label: __(
			'Add this to the command that starts the hub',
			'realtime-events'
		),
		text: `--origins ${ origin }`,
	};
}
