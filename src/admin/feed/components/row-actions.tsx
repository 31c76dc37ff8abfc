import { Button, DropdownMenu } from '@wordpress/components';
import { useCopyToClipboard } from '@wordpress/compose';
import { useDispatch } from '@wordpress/data';
import { __ } from '@wordpress/i18n';
import { link, moreVertical, drawerRight } from '@wordpress/icons';
import { store as noticesStore } from '@wordpress/notices';
import { config } from '@realtime-events/client';
import { linkOf } from '../../components';
import { permalinkOf } from '../address';
import type { EventRow } from '../rows';
import { useRowMenu } from '../use-row-menu';

interface Props {
	readonly row: EventRow;
	readonly onOpen: ( row: EventRow ) => void;
}

const COPIED_NOTICE = 'realtime-events-copied';

/**
 * What can be done with a row; it shows when the row is pointed at or focused.
 */
export function RowActions( { row, onOpen }: Props ) {
	const { event } = row;
	const { createSuccessNotice } = useDispatch( noticesStore );
	const copyRef = useCopyToClipboard< HTMLButtonElement >(
		() => permalinkOf( event.id ),
		() =>
			void createSuccessNotice( __( 'Link copied.', 'realtime-events' ), {
				type: 'snackbar',
				id: COPIED_NOTICE,
			} )
	);
	const controls = useRowMenu(
		event,
		linkOf(
			event,
			config.types[ event.type ]?.link ?? '',
			config.urls.admin
		)
	);
	return (
		<div className="realtime-events-row__actions">
			<Button
				icon={ drawerRight }
				label={ __( 'Open details', 'realtime-events' ) }
				size="compact"
				onClick={ () => onOpen( row ) }
			/>
			<Button
				ref={ copyRef }
				icon={ link }
				label={ __( 'Copy link', 'realtime-events' ) }
				size="compact"
			/>
			<DropdownMenu
				icon={ moreVertical }
				label={ __( 'More', 'realtime-events' ) }
				toggleProps={ { size: 'compact' } }
				controls={ controls }
			/>
		</div>
	);
}
