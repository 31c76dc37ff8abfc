import { Button } from '@wordpress/components';
import { useSelect } from '@wordpress/data';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { ReactNode } from 'react';
import { CopyBlock } from '../../components/copy-block';
import { store } from '../store';
import { ConnectionTest } from './connection-test';
import { HubFigures } from './hub-figures';
import { KeyField } from './key-field';
import { KeyStatus } from './key-status';
import { ServerFields, SiteIdField } from './server-fields';
import { startCommand } from './start-command';
import { TokenInspector } from './token-inspector';

const HUB_PROFILE = 'hub';
const SERVER_FIELDS = [
	'server_url',
	'profile',
	'profile_options',
	'profile_options.publish_path',
	'profile_options.socket_url',
	'profile_options.headers',
	'site_id',
];

/**
 * The connection at a glance; each line opens to be changed.
 *
 * @since 0.1.0
 */
export function Summary() {
	const { facts, profile, serverUrl, key, hasSiteId, mustShowServer } =
		useSelect( ( select ) => {
			const selectors = select( store );
			const edits = selectors.getEdits();
			return {
				facts: selectors.getFacts(),
				profile: selectors.getSetting( 'profile' ) as string,
				serverUrl: selectors.getServerUrl(),
				key: selectors.getKeyStatus(),
				hasSiteId: selectors.hasField( 'site_id' ),
				// What was typed and what was refused is never hidden.
				mustShowServer: SERVER_FIELDS.some(
					( field ) =>
						field in edits ||
						selectors.getError( field ) !== undefined
				),
			};
		}, [] );
	const command = startCommand( facts, serverUrl );
	const label =
		facts.profiles.find( ( { id } ) => id === profile )?.label ?? profile;
	return (
		<div className="realtime-events-card">
			<Line
				title={ __( 'Server', 'realtime-events' ) }
				action={ __( 'Change', 'realtime-events' ) }
				isForcedOpen={ mustShowServer }
				summary={
					<p>
						{ label }
						<br />
						<span dir="ltr" className="realtime-events-url">
							{ serverUrl === ''
								? __( 'No address yet.', 'realtime-events' )
								: serverUrl }
						</span>
					</p>
				}
			>
				<ServerFields />
				{ hasSiteId && <SiteIdField /> }
			</Line>
			<Line
				title={ __( 'API key', 'realtime-events' ) }
				action={ __( 'Change', 'realtime-events' ) }
				summary={ <KeyStatus status={ key } /> }
			>
				<KeyField />
			</Line>
			{ command !== '' && (
				<Line
					title={ __( 'Start command', 'realtime-events' ) }
					action={ __( 'Show', 'realtime-events' ) }
					summary={
						<p>
							{ __(
								'One line that starts the hub for this site.',
								'realtime-events'
							) }
						</p>
					}
				>
					<CopyBlock
						hidesLabel
						label={ __( 'Start command', 'realtime-events' ) }
						text={ command }
					/>
				</Line>
			) }
			{ profile === HUB_PROFILE && serverUrl !== '' && key.isSet && (
				<div className="realtime-events-card__line">
					<h2>{ __( 'Hub now', 'realtime-events' ) }</h2>
					<HubFigures />
				</div>
			) }
			{ serverUrl !== '' && key.isSet && (
				<Line
					title={ __( 'Your token', 'realtime-events' ) }
					action={ __( 'Show', 'realtime-events' ) }
					summary={
						<p>
							{ __(
								'What your browser may listen to, and until when.',
								'realtime-events'
							) }
						</p>
					}
				>
					<TokenInspector />
				</Line>
			) }
			<div className="realtime-events-card__line">
				<h2>{ __( 'Test', 'realtime-events' ) }</h2>
				<ConnectionTest />
			</div>
		</div>
	);
}

interface LineProps {
	readonly title: string;
	readonly action: string;
	readonly summary: ReactNode;
	readonly isForcedOpen?: boolean;
	readonly children: ReactNode;
}

function Line( {
	title,
	action,
	summary,
	isForcedOpen = false,
	children,
}: LineProps ) {
	const [ isWanted, setWanted ] = useState( false );
	const isOpen = isWanted || isForcedOpen;
	return (
		<div className="realtime-events-card__line">
			<h2>{ title }</h2>
			<div className="realtime-events-card__body">
				{ isOpen ? children : summary }
			</div>
			<Button
				size="compact"
				variant="tertiary"
				aria-expanded={ isOpen }
				aria-label={ `${ isOpen ? __( 'Close', 'realtime-events' ) : action } – ${ title }` }
				disabled={ isForcedOpen }
				accessibleWhenDisabled
				onClick={ () => setWanted( ! isOpen ) }
			>
				{ isOpen ? __( 'Close', 'realtime-events' ) : action }
			</Button>
		</div>
	);
}
