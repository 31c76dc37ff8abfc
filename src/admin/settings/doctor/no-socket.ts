import { __, sprintf } from '@wordpress/i18n';
import type { TestStep } from '../types';
import { originSnippet, proxySnippets } from './fixes';
import type { HttpProbe } from './probe-http';

type Explanation = Pick< TestStep, 'message' | 'fix' | 'snippets' >;

/** Whether a browser refuses the address by itself, whoever answers there. */
export const isMixedContent = ( serverUrl: string, origin: string ): boolean =>
	origin.startsWith( 'https:' ) && serverUrl.startsWith( 'http:' );

/**
 * Why the browser opened no WebSocket, and what to do.
 *
 * @since 0.1.0
 *
 * @param serverUrl Normalised address of the server.
 * @param origin    Origin of the page.
 * @param http      What it gets by HTTP; null where that was not tried.
 */
export function explainNoSocket(
	serverUrl: string,
	origin: string,
	http: HttpProbe | null
): Explanation {
	switch ( http ) {
		case null:
			return {
				message: __(
					'This page came over https, and browsers do not open an unencrypted connection from there.',
					'realtime-events'
				),
				fix: __(
					'Give the hub a certificate, or put it behind your web server, and use an address that starts with https://.',
					'realtime-events'
				),
				snippets: proxySnippets( serverUrl ),
			};
		case 'let_in':
			return {
				message: __(
					'The hub answers this browser, and its WebSocket does not open.',
					'realtime-events'
				),
				fix: __(
					'A web server, firewall or proxy between the two does not hand WebSockets through. Replace HUB_HOST by where the hub runs.',
					'realtime-events'
				),
				snippets: proxySnippets( serverUrl ),
			};
		case 'kept_out':
			return {
				message: originMessage( origin ),
				fix: __(
					'Start the hub with the origin of this page among those that it lets in. If it is, look whether it is your hub that answers at this address.',
					'realtime-events'
				),
				snippets: [ originSnippet( origin ) ],
			};
		case 'silent':
			return {
				message: __(
					'Your site reaches the hub, and this browser does not.',
					'realtime-events'
				),
				fix: __(
					'Perhaps the address works on the server alone, or a firewall lets nobody else in. Put the hub behind your web server, and enter an address that browsers reach. Replace HUB_HOST by where the hub runs.',
					'realtime-events'
				),
				snippets: proxySnippets( serverUrl ),
			};
	}
}

/** @param origin Origin of a page. */
export function originMessage( origin: string ): string {
	return sprintf(
		/* translators: %s: origin of a page, like https://example.com. */
		__( 'The hub does not let pages of %s in.', 'realtime-events' ),
		origin
	);
}
