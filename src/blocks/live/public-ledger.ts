import type { CloudEvent } from '../../protocol';
import { SiteError, type Ledger, type Page } from '../../connection';

const PAGE_SIZE = 50;
const NOTHING: Page = { events: [], more: false };

/**
 * Without the admin's leave a visitor never asks WordPress for anything: the
 * page stays as it was rendered until the hub is back.
 *
 * @since 0.1.0
 */
export const silentLedger: Ledger = {
	after: () => Promise.resolve( NOTHING ),
	newest: () => Promise.resolve( NOTHING ),
};

/**
 * The public part of the site's ledger, read as nobody: without cookies the
 * answers can be cached for all visitors together.
 *
 * @since 0.1.0
 *
 * @param route Address of the events' route.
 */
export function publicLedger( route: string ): Ledger {
	const read = async ( query: Record< string, string > ): Promise< Page > => {
		const url = new URL( route, window.location.href );
		url.searchParams.set( 'channel', 'public' );
		url.searchParams.set( 'per_page', String( PAGE_SIZE ) );
		for ( const [ name, value ] of Object.entries( query ) ) {
			url.searchParams.set( name, value );
		}
		const response = await window
			.fetch( url, { credentials: 'omit' } )
			.catch( () => {
				throw new SiteError( 0, 'site_unreachable', 'No answer.' );
			} );
		if ( ! response.ok ) {
			throw new SiteError(
				response.status,
				'http_error',
				response.statusText,
				secondsIn( response.headers.get( 'Retry-After' ) )
			);
		}
		const events = ( await response.json() ) as CloudEvent[];
		const links = response.headers.get( 'Link' ) ?? '';
		return { events, more: /rel="?next"?/.test( links ) };
	};
	return {
		after: ( after ) => read( { after } ),
		newest: () => read( {} ),
	};
}

const MS_PER_SECOND = 1_000;

function secondsIn( retryAfter: string | null ): number | null {
	const seconds = Number( retryAfter ?? NaN );
	return Number.isFinite( seconds ) ? seconds * MS_PER_SECOND : null;
}
