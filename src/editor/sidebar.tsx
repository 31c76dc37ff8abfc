import {
	__experimentalToggleGroupControl as ToggleGroupControl, // eslint-disable-line @wordpress/no-unsafe-wp-apis -- Core's sidebars have no other.
	__experimentalToggleGroupControlOption as ToggleGroupControlOption, // eslint-disable-line @wordpress/no-unsafe-wp-apis -- Likewise.
	ExternalLink,
	PanelBody,
} from '@wordpress/components';
import { PluginSidebar, PluginSidebarMoreMenuItem } from '@wordpress/editor';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { addQueryArgs } from '@wordpress/url';
import { config } from '@realtime-events/client';
import { ConnectionPill } from '../admin/components';
import { EventsList } from './events-list';
import { LiveIcon } from './live-icon';
import { NoticeSwitches } from './notice-switches';
import { People } from './people';
import { useActivity } from './use-activity';
import { usePost } from './use-post';
import type { Presence } from './use-presence';

const NAME = 'live-activity';

type Scope = 'post' | 'site';

/** The feed with the same filter as the list. */
const feedOf = ( subject: string | null ) =>
	addQueryArgs( config.urls.feed, subject === null ? {} : { subject } );

/**
 * The sidebar “Live activity”.
 *
 * @since 0.1.0
 */
export function Sidebar( { presence }: { readonly presence: Presence } ) {
	const title = __( 'Live activity', 'realtime-events' );
	return (
		<>
			<PluginSidebarMoreMenuItem target={ NAME } icon={ <LiveIcon /> }>
				{ title }
			</PluginSidebarMoreMenuItem>
			<PluginSidebar
				name={ NAME }
				title={ title }
				icon={ <LiveIcon count={ presence.people.length } /> }
				className="realtime-events-activity"
			>
				<Content presence={ presence } />
			</PluginSidebar>
		</>
	);
}

function Content( { presence }: { readonly presence: Presence } ) {
	const post = usePost();
	const [ chosen, setScope ] = useState< Scope >( 'post' );
	const scope = post === null ? 'site' : chosen;
	const subject = scope === 'post' ? ( post?.subject ?? null ) : null;
	const activity = useActivity( subject );
	return (
		<>
			<PanelBody>
				<ConnectionPill />
				{ post !== null && <People { ...presence } /> }
			</PanelBody>
			<PanelBody>
				{ post !== null && (
					<ToggleGroupControl
						__next40pxDefaultSize
						isBlock
						hideLabelFromVision
						label={ __( 'Show activity of', 'realtime-events' ) }
						value={ scope }
						onChange={ ( value ) => setScope( value as Scope ) }
					>
						<ToggleGroupControlOption
							value="post"
							label={ __( 'This post', 'realtime-events' ) }
						/>
						<ToggleGroupControlOption
							value="site"
							label={ __( 'Whole site', 'realtime-events' ) }
						/>
					</ToggleGroupControl>
				) }
				<ExternalLink
					className="realtime-events-activity__feed"
					href={ feedOf( subject ) }
				>
					{ __( 'Open the live feed', 'realtime-events' ) }
				</ExternalLink>
				<EventsList activity={ activity } />
			</PanelBody>
			<PanelBody
				title={ __( 'Notices', 'realtime-events' ) }
				initialOpen={ false }
			>
				<NoticeSwitches />
			</PanelBody>
		</>
	);
}
