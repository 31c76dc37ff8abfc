import type { Site } from '../config/sites';
import { askSite, type SiteRequestDependencies } from './site-request';

/** A site that is being updated or restarted is back by then. */
const WAKE_PAUSES_MS = [ 0, 2000, 10_000, 30_000 ];

/**
 * Tells a site that the hub is there, so that what waits in its outbox comes
 * now and not with the next visitor.
 *
 * @since 0.1.0
 */
export async function wake(
	site: Site,
	is: SiteRequestDependencies
): Promise< boolean > {
	const body = JSON.stringify( { site: site.id, reason: 'hub_started' } );
	for ( const pause of WAKE_PAUSES_MS ) {
		await sleep( pause, is.signal );
		if ( is.signal.aborted ) {
			return false;
		}
		try {
			const response = await askSite(
				site,
				{ method: 'POST', route: 'wake', body },
				is
			);
			await response.body?.cancel();
			if ( response.ok ) {
				is.logger.info( { site: site.id }, 'site woken' );
				return true;
			}
			is.logger.warn(
				{ site: site.id, status: response.status },
				'site not woken'
			);
			if ( response.status < 500 && response.status !== 429 ) {
				return false;
			}
		} catch ( error ) {
			if ( ! is.signal.aborted ) {
				is.logger.warn(
					{ site: site.id, err: error },
					'site not reached'
				);
			}
		}
	}
	return false;
}

function sleep( ms: number, signal: AbortSignal ): Promise< void > {
	if ( ms === 0 || signal.aborted ) {
		return Promise.resolve();
	}
	return new Promise( ( resolve ) => {
		const done = () => {
			clearTimeout( timer );
			signal.removeEventListener( 'abort', done );
			resolve();
		};
		const timer = setTimeout( done, ms );
		signal.addEventListener( 'abort', done );
	} );
}
