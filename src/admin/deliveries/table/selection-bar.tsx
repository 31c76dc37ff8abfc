import { Button } from '@wordpress/components';
import { useDispatch } from '@wordpress/data';
import { useState } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import { store } from '../store';
import type { ActionResult } from '../store/types';
import { useTell } from '../use-tell';

interface Props {
	/** The deliveries that are ticked. */
	readonly ids: readonly number[];
	readonly onClear: () => void;
}

/**
 * Sends again what is ticked, one after the other, up to the first that is refused.
 *
 * @since 0.1.0
 */
export function SelectionBar( { ids, onClear }: Props ) {
	const { replay } = useDispatch( store );
	const [ isBusy, setBusy ] = useState( false );
	const tell = useTell();
	const send = async () => {
		setBusy( true );
		let result: ActionResult = { ok: true };
		for ( const id of ids ) {
			result = await replay( id );
			if ( ! result.ok ) {
				break;
			}
		}
		setBusy( false );
		tell(
			result,
			sprintf(
				/* translators: %d: number of deliveries. */
				_n(
					'%d delivery will be sent again at once.',
					'%d deliveries will be sent again at once.',
					ids.length,
					'realtime-events'
				),
				ids.length
			)
		);
		if ( result.ok ) {
			onClear();
		}
	};
	return (
		<div className="realtime-events-deliveries__selection" role="status">
			{ ids.length > 0 && (
				<>
					<span>
						{ sprintf(
							/* translators: %d: number of deliveries. */
							_n(
								'%d selected',
								'%d selected',
								ids.length,
								'realtime-events'
							),
							ids.length
						) }
					</span>
					<Button
						size="compact"
						variant="primary"
						isBusy={ isBusy }
						disabled={ isBusy }
						accessibleWhenDisabled
						onClick={ () => void ( isBusy || send() ) }
					>
						{ __( 'Send selected again', 'realtime-events' ) }
					</Button>
					<Button
						size="compact"
						variant="tertiary"
						onClick={ onClear }
					>
						{ __( 'Clear selection', 'realtime-events' ) }
					</Button>
				</>
			) }
		</div>
	);
}
