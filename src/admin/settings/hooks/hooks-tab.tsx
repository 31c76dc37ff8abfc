import { Notice, Spinner } from '@wordpress/components';
import { useDispatch, useSelect } from '@wordpress/data';
import { useEffect, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { draftFor } from './draft';
import { MappingModal } from './mapping-modal';
import { MappingsCard } from './mappings-card';
import { RecorderCard } from './recorder-card';
import { store } from './store';
import type { HookMapping } from './types';

interface Open {
	readonly mapping: HookMapping;
	/** The saved one that is changed; absent for a new one. */
	readonly former?: HookMapping;
}

/**
 * Any WordPress action as an event: recorded while one does the thing once, or named by hand.
 *
 * @since 0.1.0
 */
export function HooksTab() {
	const { mappings, failure } = useSelect( ( selectFrom ) => {
		const selectors = selectFrom( store );
		return {
			mappings: selectors.getMappings(),
			failure: selectors.getFailure(),
		};
	}, [] );
	const { load } = useDispatch( store );
	const [ open, setOpen ] = useState< Open | null >( null );

	useEffect( () => void load(), [ load ] );

	return (
		<div className="realtime-events-fields">
			<p className="realtime-events-lead">
				{ __(
					'Whatever a plugin or theme announces as a WordPress action can become an event. Record what fires while you do the thing once, and tick what the event shall say.',
					'realtime-events'
				) }
			</p>
			{ failure !== '' && (
				<Notice
					status="error"
					isDismissible={ false }
					actions={ [
						{
							label: __( 'Try again', 'realtime-events' ),
							onClick: () => void load(),
						},
					] }
				>
					{ failure }
				</Notice>
			) }
			<RecorderCard
				onChoose={ ( { hook } ) =>
					setOpen( { mapping: draftFor( hook ) } )
				}
			/>
			{ mappings ? (
				<MappingsCard
					onEdit={ ( mapping ) =>
						setOpen( { mapping, former: mapping } )
					}
					onAdd={ () => setOpen( { mapping: draftFor( '' ) } ) }
				/>
			) : (
				failure === '' && <Spinner />
			) }
			{ open && (
				<MappingModal { ...open } onClose={ () => setOpen( null ) } />
			) }
		</div>
	);
}
