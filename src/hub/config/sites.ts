import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import { KEY_PURPOSES, type KeyPurpose } from '../../protocol';
import type { SiteConfig } from './types';

/**
 * A site with its derived keys: the API key itself is only compared, where a
 * recipe sends it.
 *
 * @since 0.1.0
 */
export interface Site extends SiteConfig {
	readonly keys: {
		readonly publish: readonly Uint8Array[];
		readonly hub: readonly Uint8Array[];
		/** As an object, because it is imported only once then. */
		readonly token: readonly KeyObject[];
	};
}

/** @since 0.1.0 */
export function deriveKey( apiKey: string, purpose: KeyPurpose ): Uint8Array {
	return createHmac( 'sha256', apiKey )
		.update( KEY_PURPOSES[ purpose ] )
		.digest();
}

/** @since 0.1.0 */
export function createSite( config: SiteConfig ): Site {
	const keysFor = ( purpose: KeyPurpose ) =>
		config.apiKeys.map( ( apiKey ) => deriveKey( apiKey, purpose ) );
	return {
		...config,
		keys: {
			publish: keysFor( 'publish' ),
			token: keysFor( 'token' ).map( ( key ) => createSecretKey( key ) ),
			hub: keysFor( 'hub' ),
		},
	};
}

/**
 * The sites a hub serves at this moment. A reload replaces them all at once.
 *
 * @since 0.1.0
 */
export class Sites {
	#byId: ReadonlyMap< string, Site >;
	#origins: ReadonlySet< string >;

	constructor( configs: readonly SiteConfig[] ) {
		this.#byId = new Map();
		this.#origins = new Set();
		this.replace( configs );
	}

	get( id: unknown ): Site | undefined {
		return typeof id === 'string' ? this.#byId.get( id ) : undefined;
	}

	all(): Site[] {
		return [ ...this.#byId.values() ];
	}

	/** Whether any site expects pages of this origin: the question before the upgrade. */
	allowsOrigin( origin: string ): boolean {
		return this.#origins.has( origin );
	}

	replace( configs: readonly SiteConfig[] ): void {
		this.#byId = new Map(
			configs.map( ( config ) => [ config.id, createSite( config ) ] )
		);
		this.#origins = new Set(
			configs.flatMap( ( { origins } ) => origins )
		);
	}
}
