import { __ } from '@wordpress/i18n';
import type { SettingKey } from '../types';

/** @since 0.1.0 */
export type TabName = 'connection' | 'events' | 'hooks' | 'access' | 'data';

interface TabDefinition {
	readonly name: TabName;
	readonly title: string;
	/** The settings it shows. Without one that this version reads there is no tab; null: it has none, and is always there. */
	readonly fields: readonly SettingKey[] | null;
}

const TAB_PARAMETER = 'tab';

function definitions(): readonly TabDefinition[] {
	return [
		{
			name: 'connection',
			title: __( 'Connection', 'realtime-events' ),
			fields: [ 'server_url', 'profile', 'profile_options', 'site_id' ],
		},
		{
			name: 'events',
			title: __( 'Events', 'realtime-events' ),
			fields: [ 'types' ],
		},
		{
			name: 'hooks',
			title: __( 'Hooks', 'realtime-events' ),
			fields: null,
		},
		{
			name: 'access',
			title: __( 'Access', 'realtime-events' ),
			fields: [ 'roles' ],
		},
		{
			name: 'data',
			title: __( 'Data', 'realtime-events' ),
			fields: [
				'retention_days',
				'retention_rows',
				'public_polling',
				'purchase_delay_minutes',
				'remove_data_on_uninstall',
			],
		},
	];
}

/** The tabs that have something to show. */
export function visibleTabs( fields: readonly string[] ): TabDefinition[] {
	return definitions().filter(
		( tab ) =>
			tab.fields === null ||
			tab.fields.some( ( field ) => fields.includes( field ) )
	);
}

/** The tab that shows a field: `types.post.published.public` is on `events`. */
export function tabOf( path: string ): TabName {
	const found = definitions().find( ( { fields } ) =>
		fields?.some(
			( field ) => path === field || path.startsWith( `${ field }.` )
		)
	);
	return found?.name ?? 'connection';
}

/** The tab in the address, so that a reload and a shared link show the same one. */
export function tabInAddress( href: string ): string | null {
	return new URL( href ).searchParams.get( TAB_PARAMETER );
}

/** The address with another tab in it. */
export function addressWithTab( href: string, tab: string ): string {
	const url = new URL( href );
	url.searchParams.set( TAB_PARAMETER, tab );
	return url.toString();
}
