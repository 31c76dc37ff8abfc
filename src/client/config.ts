import type { Severity } from '../protocol';

/**
 * How a type of event looks, in the reader's language.
 *
 * @since 0.1.0
 */
export interface TypeLooks {
	readonly label: string;
	readonly group: string;
	/** Name of a Dashicon without `dashicons-`. */
	readonly icon: string;
	readonly severity: Severity;
	/** Template: `{actorname} published “{title}”`. */
	readonly sentence: string;
	/** Template of an address relative to wp-admin; empty for none. */
	readonly link: string;
	/** How loudly it is told to whoever has not chosen for himself; `sound` is a notification with one. */
	readonly alerts?: 'none' | 'notification' | 'sound';
}

/**
 * What PHP tells the screens.
 *
 * @since 0.1.0
 */
export interface Config {
	readonly siteId: string;
	readonly user: {
		readonly id: number;
		readonly name: string;
		/** Address of a picture; may be empty. */
		readonly avatar: string;
	};
	readonly can: {
		readonly view: boolean;
		readonly publish: boolean;
		readonly manage: boolean;
		/** Posts. */
		readonly write: boolean;
	};
	readonly types: Readonly< Record< string, TypeLooks > >;
	/** Group → translated label. */
	readonly groups: Readonly< Record< string, string > >;
	readonly urls: {
		readonly admin: string;
		readonly feed: string;
		readonly deliveries: string;
		readonly settings: string;
		readonly home: string;
	};
	/** A server's address and a key are set. */
	readonly configured: boolean;
	readonly serverUrl: string;
}

declare global {
	interface Window {
		realtimeEventsConfig?: Config;
	}
}

/**
 * The facts of this page. Without them nothing may be shown, and nothing breaks.
 *
 * @since 0.1.0
 */
export const config: Config = window.realtimeEventsConfig ?? {
	siteId: '',
	user: { id: 0, name: '', avatar: '' },
	can: { view: false, publish: false, manage: false, write: false },
	types: {},
	groups: {},
	urls: { admin: '', feed: '', deliveries: '', settings: '', home: '' },
	configured: false,
	serverUrl: '',
};
