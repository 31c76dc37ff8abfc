import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { sign } from '../../../src/hub/auth/signature';
import { deriveKey } from '../../../src/hub/config/sites';
import {
	CONTENT_TYPE_BATCH,
	TOKEN_AUDIENCE,
	type CloudEvent,
	type IngestAnswer,
} from '../../../src/protocol';
import { API_KEY, SITE, SITE_URL, publishKey } from './hub-fixture';

export function event( overrides: Partial< CloudEvent > = {} ): CloudEvent {
	return {
		specversion: '1.0',
		id: randomUUID(),
		source: SITE_URL,
		type: 'post.published',
		subject: 'post/42',
		time: '2026-01-31T12:00:00.000Z',
		datacontenttype: 'application/json',
		data: { title: 'Hello “world” – ünïcödé' },
		channel: 'editors',
		severity: 'info',
		...overrides,
	};
}

export const nowSeconds = () => Math.floor( Date.now() / 1000 );

export interface PostOptions {
	readonly site?: string;
	readonly apiKey?: string;
	readonly headers?: Record< string, string >;
	readonly path?: string;
	readonly timestamp?: number;
}

/** The headers with which a site signs a body. */
export const signed = (
	body: string | Uint8Array,
	{
		site = SITE,
		apiKey = API_KEY,
		timestamp,
	}: Pick< PostOptions, 'site' | 'apiKey' | 'timestamp' > = {}
): Record< string, string > => ( {
	'realtime-events-site': site,
	...sign(
		body,
		[ publishKey( apiKey ) ],
		randomUUID(),
		timestamp ?? nowSeconds()
	),
} );

/** Posts a body as the site does. */
export async function post(
	url: string,
	body: string | Uint8Array,
	{ headers = {}, path, ...as }: PostOptions = {}
): Promise< Response > {
	return fetch( url + ( path ?? '/api/v1/events' ), {
		method: 'POST',
		body: body as BodyInit,
		headers: {
			'content-type': CONTENT_TYPE_BATCH,
			...signed( body, as ),
			...headers,
		},
	} );
}

export async function publish(
	url: string,
	events: readonly unknown[],
	options: PostOptions = {}
): Promise< IngestAnswer > {
	const response = await post( url, JSON.stringify( events ), options );
	if ( response.status !== 202 ) {
		throw new Error( `${ response.status }: ${ await response.text() }` );
	}
	return ( await response.json() ) as IngestAnswer;
}

export interface TokenOptions {
	readonly apiKey?: string;
	readonly channels?: readonly string[];
	readonly claims?: Record< string, unknown >;
	readonly alg?: string;
}

/** A browser token as the site signs it. */
export function token( {
	apiKey = API_KEY,
	channels = [ 'editors', 'admins', 'shop' ],
	claims = {},
	alg = 'HS256',
}: TokenOptions = {} ): Promise< string > {
	const now = nowSeconds();
	const payload = {
		iss: SITE_URL,
		aud: TOKEN_AUDIENCE,
		site: SITE,
		sub: '1',
		name: 'Ada',
		channels,
		iat: now,
		nbf: now,
		exp: now + 300,
		jti: randomUUID(),
		...claims,
	};
	return new SignJWT( payload )
		.setProtectedHeader( { alg } )
		.sign( deriveKey( apiKey, 'token' ) );
}
