import { dateI18n, getSettings } from '@wordpress/date';
import { __, sprintf } from '@wordpress/i18n';
import type { TokenClaims } from '../../../protocol';

const MS_PER_SECOND = 1000;

/** @since 0.1.0 */
export interface TokenFact {
	readonly label: string;
	readonly values: readonly string[];
}

/**
 * What a token says of itself. Its signature is left where it is: nothing here
 * could tell whether it is right, and the hub does.
 *
 * @since 0.1.0
 *
 * @param token
 * @return Null where it is none.
 */
export function claimsOf( token: string ): TokenClaims | null {
	try {
		const payload = ( token.split( '.' )[ 1 ] ?? '' )
			.replaceAll( '-', '+' )
			.replaceAll( '_', '/' );
		// `atob` gives bytes, and a name may need several for a letter.
		const escaped = [ ...atob( payload ) ].map(
			( byte ) =>
				`%${ byte.charCodeAt( 0 ).toString( 16 ).padStart( 2, '0' ) }`
		);
		const claims = JSON.parse(
			decodeURIComponent( escaped.join( '' ) )
		) as Partial< TokenClaims > | null;
		return Array.isArray( claims?.channels ) &&
			typeof claims.exp === 'number' &&
			typeof claims.iat === 'number'
			? ( claims as TokenClaims )
			: null;
	} catch {
		return null;
	}
}

/**
 * A token in words.
 *
 * @since 0.1.0
 *
 * @param claims
 */
export function tokenFacts( claims: TokenClaims ): TokenFact[] {
	const { name, sub, site, channels, iat, exp } = claims;
	const moment = ( seconds: number ) =>
		dateI18n(
			`${ getSettings().formats.date } H:i:s`,
			seconds * MS_PER_SECOND,
			undefined
		);
	return [
		{
			label: __( 'For whom', 'realtime-events' ),
			values: [
				sprintf(
					/* translators: 1: name of a person, 2: number of the account. */
					__( '%1$s (user %2$s)', 'realtime-events' ),
					name || '–',
					sub
				),
			],
		},
		{ label: __( 'At the hub', 'realtime-events' ), values: [ site ] },
		{
			label: __( 'May listen to', 'realtime-events' ),
			values: channels,
		},
		{
			label: __( 'Made', 'realtime-events' ),
			values: [ moment( iat ) ],
		},
		{
			label: __( 'Ends', 'realtime-events' ),
			values: [ moment( exp ) ],
		},
	];
}
