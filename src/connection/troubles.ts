import type { Signal } from './machine-types';
import { SiteError } from './types';
import type { Closed } from './types';

/**
 * What the end of a connection is to the machine.
 *
 * @since 0.1.0
 */
export const signalOfEnd = ( closed: Closed ): Signal =>
	closed.reason === 'hub_refused'
		? { type: 'refused', code: closed.code }
		: { type: 'lost', ...closed };

/**
 * What an answer of the site is to the machine that was none.
 *
 * @since 0.1.0
 */
export function signalOfSite( { status, code }: SiteError ): Signal {
	if ( status === 401 || status === 403 ) {
		return {
			type: 'denied',
			reason: status === 401 ? 'signed_out' : 'no_permission',
			code,
		};
	}
	return { type: 'poll_failed', code };
}

/**
 * What ends an attempt for which site or script could not be had.
 *
 * @since 0.1.0
 */
export const endByError = ( error: unknown ): Closed =>
	error instanceof SiteError
		? {
				reason: 'site_unreachable',
				code: error.code,
				afterMs: error.retryAfterMs ?? 0,
			}
		: {
				// The script of the transport could not be loaded.
				reason: 'hub_unreachable',
				code: 'script_failed',
				afterMs: 0,
			};
