import { Button } from '@wordpress/components';
import { useDispatch, useSelect } from '@wordpress/data';
import { _n, sprintf } from '@wordpress/i18n';
import { arrowUp } from '@wordpress/icons';
import { store } from '@realtime-events/client';

interface Props {
	readonly onShow: () => void;
}

/**
 * What has come while somebody was reading. It never moves what is read.
 */
export function NewEventsPill( { onShow }: Props ) {
	const { count, hasMore } = useSelect( ( select ) => {
		const feed = select( store );
		return {
			count: feed.getPendingCount(),
			hasMore: feed.hasMorePending(),
		};
	}, [] );
	const { release } = useDispatch( store );
	if ( count === 0 ) {
		return null;
	}
	const number = hasMore ? `${ count }+` : String( count );
	return (
		<div className="realtime-events-new">
			<Button
				variant="primary"
				icon={ arrowUp }
				size="compact"
				onClick={ () => {
					void release();
					onShow();
				} }
			>
				{ sprintf(
					/* translators: %s: number of events. */
					_n(
						'%s new event',
						'%s new events',
						count,
						'realtime-events'
					),
					number
				) }
			</Button>
		</div>
	);
}
