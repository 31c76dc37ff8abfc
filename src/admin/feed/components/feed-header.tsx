import { Button, DropdownMenu } from '@wordpress/components';
import { useDispatch, useSelect } from '@wordpress/data';
import { __ } from '@wordpress/i18n';
import {
	bell,
	download,
	fullscreen,
	help,
	moreVertical,
	scheduled,
} from '@wordpress/icons';
import { store } from '@realtime-events/client';
import { ConnectionPill } from '../../components';
import { PageHeader } from '../../components/page-header';
import type { DialogName } from './feed-dialogs';
import { Watchers } from './watchers';

interface Props {
	readonly isWall: boolean;
	readonly onToggleWall: () => void;
	readonly onDialog: ( name: DialogName ) => void;
	readonly onTimeMachine: () => void;
}

/**
 * Title, state, and what concerns the whole feed.
 */
export function FeedHeader( {
	isWall,
	onToggleWall,
	onDialog,
	onTimeMachine,
}: Props ) {
	const isPaused = useSelect( ( select ) => select( store ).isPaused(), [] );
	const { pause } = useDispatch( store );
	return (
		<PageHeader
			title={ __( 'Realtime Events', 'realtime-events' ) }
			state={ <ConnectionPill /> }
			actions={
				<>
					<Watchers />
					<Button
						variant="secondary"
						size="compact"
						aria-pressed={ isPaused }
						onClick={ () => void pause( ! isPaused ) }
					>
						{ isPaused
							? __( 'Resume', 'realtime-events' )
							: __( 'Pause', 'realtime-events' ) }
					</Button>
					<Button
						variant="secondary"
						size="compact"
						icon={ fullscreen }
						iconSize={ 20 }
						isPressed={ isWall }
						onClick={ onToggleWall }
					>
						{ __( 'Wall', 'realtime-events' ) }
					</Button>
					<DropdownMenu
						icon={ moreVertical }
						label={ __( 'More', 'realtime-events' ) }
						toggleProps={ { size: 'compact' } }
						controls={ [
							{
								title: __( 'Alerts…', 'realtime-events' ),
								icon: bell,
								onClick: () => onDialog( 'alerts' ),
							},
							{
								title: __( 'Time machine', 'realtime-events' ),
								icon: scheduled,
								onClick: onTimeMachine,
							},
							{
								title: __( 'Export…', 'realtime-events' ),
								icon: download,
								onClick: () => onDialog( 'export' ),
							},
							{
								title: __(
									'Keyboard shortcuts',
									'realtime-events'
								),
								icon: help,
								onClick: () => onDialog( 'help' ),
							},
						] }
					/>
				</>
			}
		/>
	);
}
