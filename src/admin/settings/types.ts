import type { Snippet } from './doctor/fixes';

/** How loudly an event is told on a screen; `sound` is a notification with one. */
export type Loudness = 'none' | 'notification' | 'sound';

/**
 * What is chosen for a type of event.
 *
 * @since 0.1.0
 */
export interface TypeSetting {
	/** Whether it is recorded. */
	readonly enabled: boolean;
	/** Whether its public part goes to visitors. */
	readonly public: boolean;
	/** Who receives it; absent or '': whom the type itself names. */
	readonly channel?: string;
	/** For whoever has not chosen; absent: `none`. */
	readonly alerts?: Loudness;
}

/**
 * A header that an HTTP address gets.
 *
 * @since 0.1.0
 */
export interface HeaderRow {
	readonly name: string;
	/** '' keeps what is stored under the name. What is stored is never read. */
	readonly value: string;
}

/**
 * The option `realtime_events`. Which of the keys this version reads is said by `SettingsFacts.fields`.
 *
 * @since 0.1.0
 */
export interface Settings {
	readonly server_url: string;
	readonly profile: string;
	readonly profile_options: ProfileOptions;
	readonly site_id: string;
	/** Types that are not named here are recorded and not public. */
	readonly types: Readonly< Record< string, TypeSetting > >;
	/** Right → names of roles; none: whoever has the usual capability. */
	readonly roles: RoleChoices;
	/** Whether visitors' browsers may poll this site while the server is away. */
	readonly public_polling: boolean;
	/** '' is an emptied field, which is never saved. */
	readonly retention_days: number | '';
	/** 0: no limit; '': an emptied field, which is never saved. */
	readonly retention_rows: number | '';
	/** Where there is a shop; '': an emptied field, which is never saved. */
	readonly purchase_delay_minutes: number | '';
	readonly remove_data_on_uninstall: boolean;
}

/**
 * What depends on the kind of server.
 *
 * @since 0.1.0
 */
export interface ProfileOptions {
	/** '' is the usual one of the kind. */
	readonly publish_path: string;
	/** Where browsers listen; '' is the server's own address. */
	readonly socket_url: string;
	/** Whether only trusted people can listen to the relay. */
	readonly relay_is_private: boolean;
	/** How the site proves who it is to an HTTP address. */
	readonly auth: 'signature' | 'bearer' | 'none';
	/** What an HTTP address gets. */
	readonly format: 'cloudevents' | 'plain';
	/** What an HTTP address gets besides. WordPress has them by name; see mergeSettings(). */
	readonly headers: readonly HeaderRow[];
}

/** @since 0.1.0 */
export type Right = 'view' | 'publish' | 'manage';

/** @since 0.1.0 */
export type RoleChoices = Readonly< Record< Right, readonly string[] > >;

/**
 * A role of the site.
 *
 * @since 0.1.0
 */
export interface RoleFacts {
	readonly id: string;
	readonly label: string;
	/** It manages the site and may everything, whatever is chosen. */
	readonly always: boolean;
	/** What it may where nothing is chosen. */
	readonly usually: Readonly< Record< Right, boolean > >;
	/** What it hears when it may see events. */
	readonly channels: readonly string[];
}

/** @since 0.1.0 */
export type SettingKey = keyof Settings;

/**
 * What may be known of the API key. The key itself never is.
 *
 * @since 0.1.0
 */
export interface KeyStatus {
	readonly isSet: boolean;
	readonly last4: string | null;
	/** `constant`: wp-config.php decides. */
	readonly source: 'option' | 'constant' | null;
	/** Unix seconds until which the previous key works too. */
	readonly previousUntil: number | null;
}

/** @since 0.1.0 */
export interface Profile {
	readonly id: string;
	readonly label: string;
	readonly hint: string;
	/** Where it takes events; '' for what has no address. */
	readonly path: string;
}

/** @since 0.1.0 */
export interface TypeFacts {
	readonly label: string;
	/** Translated label of its group. */
	readonly group: string;
	readonly description: string;
	/** Labels of the fields that visitors would see; none: the type can never be public. */
	readonly publicFields: readonly string[];
	/** Who receives it where nothing is chosen: `editors`. */
	readonly channel: string;
	/** What may be chosen instead, '' for the same. */
	readonly channels: readonly string[];
}

/**
 * What PHP hands the screen: `window.realtimeEventsSettings`.
 *
 * @since 0.1.0
 */
export interface SettingsFacts {
	/** Keys of the option that this version reads: a field is shown for those alone. */
	readonly fields: readonly string[];
	/** What is in force, constants included. */
	readonly values: Partial< Settings >;
	readonly defaults: Partial< Settings >;
	/** Setting → the wp-config.php constant that decides it. */
	readonly overridden: Readonly< Record< string, string > >;
	readonly profiles: readonly Profile[];
	readonly types: Readonly< Record< string, TypeFacts > >;
	/** Channel → what its readers are called. */
	readonly channels: Readonly< Record< string, string > >;
	/** Loudness → what it is called. */
	readonly alerts: Readonly< Record< Loudness, string > >;
	readonly roles: readonly RoleFacts[];
	readonly key: KeyStatus;
	/** When the server last took something signed with it, in ms; null: never, or long ago. */
	readonly keyLastUsed: number | null;
	/** The exact command that starts a hub for this site, `keyPlaceholder` in place of the key. */
	readonly hubCommand: string;
	readonly keyPlaceholder: string;
}

/** @since 0.1.0 */
export interface TestStep {
	readonly id: string;
	readonly label: string;
	readonly ok: boolean;
	/** Milliseconds the step took. */
	readonly ms: number;
	readonly message: string;
	/** What to do, in a sentence. */
	readonly fix?: string;
	/** The system's own words, for who looks for them. */
	readonly details?: string;
	/** What to copy for it, and where it belongs. */
	readonly snippets?: readonly Snippet[];
}

/** @since 0.1.0 */
export interface TestResult {
	readonly ok: boolean;
	readonly steps: readonly TestStep[];
}

/** A refused field → what was wrong with it. Fields are named as in the form: `types.post.published.public`. */
export type FieldErrors = Readonly< Record< string, string > >;

declare global {
	interface Window {
		realtimeEventsSettings?: SettingsFacts;
	}
}
