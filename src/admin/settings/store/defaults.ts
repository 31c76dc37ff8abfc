import type { Settings, SettingsFacts } from '../types';
import type { State, TestState } from './types';

/** What the store holds until PHP's facts are in it. */
export const NO_SETTINGS: Settings = {
	server_url: '',
	profile: 'hub',
	profile_options: {
		publish_path: '',
		socket_url: '',
		relay_is_private: false,
		auth: 'signature',
		format: 'cloudevents',
		headers: [],
	},
	site_id: '',
	types: {},
	roles: { view: [], publish: [], manage: [] },
	public_polling: false,
	purchase_delay_minutes: 0,
	retention_days: 0,
	retention_rows: 0,
	remove_data_on_uninstall: false,
};

export const NO_TEST: TestState = {
	status: 'idle',
	site: [],
	browser: [],
	message: '',
};

export const NO_FACTS: SettingsFacts = {
	fields: [],
	values: {},
	defaults: {},
	overridden: {},
	profiles: [],
	types: {},
	channels: {},
	alerts: { none: '', notification: '', sound: '' },
	roles: [],
	key: { isSet: false, last4: null, source: null, previousUntil: null },
	keyLastUsed: null,
	hubCommand: '',
	keyPlaceholder: '',
};

export const DEFAULT_STATE: State = {
	facts: NO_FACTS,
	saved: NO_SETTINGS,
	edits: {},
	errors: {},
	isSaving: false,
	key: NO_FACTS.key,
	isKeyBusy: false,
	test: NO_TEST,
	isGuided: false,
};
