import { Button } from '@wordpress/components';
import { useDispatch, useSelect } from '@wordpress/data';
import { __ } from '@wordpress/i18n';
import type { ReactNode } from 'react';
import { store } from '@realtime-events/client';
import { ConnectionPill } from '../../components';
import { PageHeader } from '../../components/page-header';

interface Props {
	readonly children?: ReactNode;
}

/**
 * Title, state, and what concerns the whole feed.
 */
export function FeedHeader( { children }: Props ) {
	const isPaused = useSelect( ( select ) => select( store ).isPaused(), [] );
	const { pause } = useDispatch( store );
	return (
		<PageHeader
			title={ __( 'Realtime Events', 'realtime-events' ) }
			state={ <ConnectionPill /> }
			actions={
				<>
					{ children }
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
				</>
			}
		/>
	);
}
