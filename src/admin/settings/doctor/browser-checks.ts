import { __ } from '@wordpress/i18n';
import type { TestStep } from '../types';
import { originSnippet } from './fixes';
import { explainNoSocket, isMixedContent, originMessage } from './no-socket';
import type { HttpProbe } from './probe-http';
import type { SocketProbe } from './probe-socket';

/** What the checks ask of the page they run in. */
export interface BrowserEnvironment {
	/** Origin of the page: `https://example.com`. */
	readonly origin: string;
	readonly now: () => number;
	/** Rejects with an Error that says why. */
	readonly takeToken: () => Promise< { site: string; token: string } >;
	readonly probeSocket: (
		site: string,
		token: string
	) => Promise< SocketProbe >;
	/** Asked where no socket was opened. */
	readonly probeHttp: ( site: string ) => Promise< HttpProbe >;
	/** Whether the test event came, and how; waits a bounded time. */
	readonly awaitTestEvent: () => Promise< 'pushed' | 'polled' | 'missing' >;
}

/**
 * Tries the way from this browser to the hub, one step after the other, up to the first that fails.
 *
 * @param env       - The page.
 * @param serverUrl - Normalised address of the server.
 * @param withEvent - Whether the site has just sent a test event.
 * @param onStep    - Gets each step as soon as its outcome is known.
 *
 * @since 0.1.0
 */
export async function runBrowserChecks(
	env: BrowserEnvironment,
	serverUrl: string,
	withEvent: boolean,
	onStep: ( step: TestStep ) => void
): Promise< void > {
	const started = env.now();
	const token = await env
		.takeToken()
		.then( ( credentials ) => ( { ...credentials, error: null } ) )
		.catch( ( error: unknown ) => ( { error } ) );
	onStep( tokenStep( token.error, env.now() - started ) );
	if ( token.error !== null || ! ( 'token' in token ) ) {
		return;
	}
	const probe = await env.probeSocket( token.site, token.token );
	const http =
		probe.outcome === 'no_socket' &&
		! isMixedContent( serverUrl, env.origin )
			? await env.probeHttp( token.site )
			: null;
	const steps = socketSteps( probe, serverUrl, env.origin, http );
	steps.forEach( onStep );
	if ( ! withEvent || steps.some( ( { ok } ) => ! ok ) ) {
		return;
	}
	const waited = env.now();
	const arrival = await env.awaitTestEvent();
	onStep( arrivalStep( arrival, env.now() - waited ) );
}

function tokenStep( error: unknown, ms: number ): TestStep {
	const label = __( 'Your site lets this browser listen', 'realtime-events' );
	return error === null
		? { id: 'token', label, ok: true, ms, message: '' }
		: {
				id: 'token',
				label,
				ok: false,
				ms,
				message:
					error instanceof Error && error.message !== ''
						? error.message
						: __( 'The site gave no token.', 'realtime-events' ),
				fix: __(
					'Sign in again and repeat the test. If that does not help, look for a plugin or firewall that blocks the REST API.',
					'realtime-events'
				),
			};
}

function socketSteps(
	probe: SocketProbe,
	serverUrl: string,
	origin: string,
	http: HttpProbe | null
): TestStep[] {
	const upgrade = {
		id: 'upgrade',
		label: __( 'This browser opens a connection', 'realtime-events' ),
	};
	const accept = {
		id: 'accept',
		label: __( 'The hub lets this browser in', 'realtime-events' ),
	};
	if ( probe.outcome === 'no_socket' ) {
		return [
			{
				...upgrade,
				ok: false,
				ms: probe.ms,
				...explainNoSocket( serverUrl, origin, http ),
			},
		];
	}
	const opened = { ...upgrade, ok: true, ms: probe.upgradeMs, message: '' };
	switch ( probe.outcome ) {
		case 'accepted':
			return [
				opened,
				{ ...accept, ok: true, ms: probe.connectMs, message: '' },
			];
		case 'no_answer':
			return [
				opened,
				{
					...accept,
					ok: false,
					ms: probe.ms,
					message: __(
						'The connection opened and was closed without a word. Perhaps it is another server that answers at this address.',
						'realtime-events'
					),
				},
			];
		case 'refused':
			return [
				opened,
				{
					...accept,
					ok: false,
					ms: probe.ms,
					...refusal( probe, origin ),
				},
			];
	}
}

function refusal(
	probe: { readonly code: string; readonly message: string },
	origin: string
): Pick< TestStep, 'message' | 'fix' | 'snippets' > {
	switch ( probe.code ) {
		case 'origin_forbidden':
			return {
				message: originMessage( origin ),
				snippets: [ originSnippet( origin ) ],
			};
		case 'token_invalid':
		case 'token_expired':
			return {
				message: __(
					'The hub does not accept what your site signed: its key or its clock differs.',
					'realtime-events'
				),
				fix: __(
					'Start the hub with this site’s key, and let both computers set their clocks by the network.',
					'realtime-events'
				),
			};
		case 'site_unknown':
			return {
				message: __(
					'The hub does not know this site.',
					'realtime-events'
				),
				fix: __(
					'Start the hub with the command that this screen shows.',
					'realtime-events'
				),
			};
		default:
			return {
				message:
					probe.message ||
					__( 'The hub refused the connection.', 'realtime-events' ),
			};
	}
}

function arrivalStep(
	arrival: 'pushed' | 'polled' | 'missing',
	ms: number
): TestStep {
	const label = __(
		'The test event arrives on this screen',
		'realtime-events'
	);
	switch ( arrival ) {
		case 'pushed':
			return { id: 'arrival', label, ok: true, ms, message: '' };
		case 'polled':
			return {
				id: 'arrival',
				label,
				ok: true,
				ms,
				message: __(
					'It came because this page looked for it: it has no connection to the hub yet and will try again by itself.',
					'realtime-events'
				),
			};
		case 'missing':
			return {
				id: 'arrival',
				label,
				ok: false,
				ms,
				message: __(
					'The hub took the event, and it did not come back to this page.',
					'realtime-events'
				),
				fix: __(
					'Look whether several hubs run behind this address without a common Redis.',
					'realtime-events'
				),
			};
	}
}
