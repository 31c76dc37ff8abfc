import type { FastifyRequest } from 'fastify';
import { SITE_HEADER, type HttpCode } from '../../protocol';
import { verifySignature } from '../auth/signature';
import type { Site, Sites } from '../config/sites';

const MESSAGES = {
	site_unknown:
		'No site of this hub has that id, or it did not sign with its key.',
	signature_missing:
		'The headers webhook-id, webhook-timestamp and webhook-signature are needed.',
	signature_invalid: 'The signature does not match the body.',
	signature_expired:
		'The signature is more than 5 minutes away from this clock.',
} as const satisfies Partial< Record< HttpCode, string > >;

/** @since 0.1.0 */
export type SignedRequest =
	| { readonly site: Site }
	| { readonly code: keyof typeof MESSAGES; readonly message: string };

/**
 * @since 0.1.0
 *
 * @param request    The request, whose body is still the bytes that came.
 * @param sites      Sites and their keys.
 * @param nowSeconds Unix seconds.
 */
export function readSigned(
	request: FastifyRequest,
	sites: Sites,
	nowSeconds: number
): SignedRequest {
	const refuse = ( code: keyof typeof MESSAGES ) => ( {
		code,
		message: MESSAGES[ code ],
	} );
	const site = sites.get( request.headers[ SITE_HEADER ] );
	if ( ! site ) {
		return refuse( 'site_unknown' );
	}
	const verdict = verifySignature(
		request.body instanceof Buffer ? request.body : Buffer.alloc( 0 ),
		request.headers,
		site.keys.publish,
		nowSeconds
	);
	return verdict === 'valid' ? { site } : refuse( verdict );
}
