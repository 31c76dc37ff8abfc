import type { SettingsFacts } from '../../types';

/** What PHP prints on a fresh site; a test names what is different on its own. */
export function facts( changes: Partial< SettingsFacts > = {} ): SettingsFacts {
	return {
		fields: [
			'server_url',
			'profile',
			'types',
			'retention_days',
			'remove_data_on_uninstall',
		],
		values: {
			server_url: '',
			profile: 'hub',
			types: {},
			retention_days: 90,
			remove_data_on_uninstall: false,
		},
		defaults: {},
		overridden: {},
		profiles: [
			{
				id: 'hub',
				label: 'Hub',
				hint: 'Comes with it.',
				path: '/api/v1/events',
			},
		],
		types: {
			'post.published': {
				label: 'Post published',
				group: 'Content',
				description: 'A post went public.',
				publicFields: [ 'Title', 'Link' ],
				channel: 'editors',
				channels: [ '', 'admins' ],
			},
			'post.trashed': {
				label: 'Post trashed',
				group: 'Content',
				description: 'A post went to the trash.',
				publicFields: [],
				channel: 'editors',
				channels: [ '', 'admins' ],
			},
			'user.login': {
				label: 'Signed in',
				group: 'People',
				description: 'Somebody signed in.',
				publicFields: [],
				channel: 'admins',
				channels: [ '' ],
			},
		},
		channels: { editors: 'Writers', admins: 'Administrators alone' },
		alerts: {
			none: 'Quietly',
			notification: 'Notification',
			sound: 'Sound',
		},
		roles: [],
		key: { isSet: false, last4: null, source: null, previousUntil: null },
		keyLastUsed: null,
		hubCommand:
			"REALTIME_EVENTS_API_KEY='<your key>' node hub.mjs --port 8090",
		keyPlaceholder: '<your key>',
		...changes,
	};
}

/** A site whose connection was set up. */
export function connectedFacts(
	changes: Partial< SettingsFacts > = {}
): SettingsFacts {
	const fresh = facts();
	return {
		...fresh,
		values: { ...fresh.values, server_url: 'https://hub.example.com' },
		key: {
			isSet: true,
			last4: '1a2b',
			source: 'option',
			previousUntil: null,
		},
		...changes,
	};
}
