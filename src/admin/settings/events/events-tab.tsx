import { Button, SearchControl } from '@wordpress/components';
import { useSelect } from '@wordpress/data';
import { useMemo, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { store } from '../store';
import { groupTypes } from './group-types';
import { TypeGroupCard } from './type-group-card';

// Below this a search costs more attention than it saves.
const MIN_TYPES_FOR_SEARCH = 10;

/**
 * What is recorded, and what of it visitors may see.
 *
 * @since 0.1.0
 */
export function EventsTab() {
	const types = useSelect(
		( select ) => select( store ).getFacts().types,
		[]
	);
	const [ search, setSearch ] = useState( '' );
	const groups = useMemo(
		() => groupTypes( types, search ),
		[ types, search ]
	);
	return (
		<div className="realtime-events-fields">
			<p className="realtime-events-lead">
				{ __(
					'Choose what is recorded. Nothing is shown to visitors unless you say so, and then only the parts named beside it.',
					'realtime-events'
				) }
			</p>
			{ Object.keys( types ).length >= MIN_TYPES_FOR_SEARCH && (
				<SearchControl
					__nextHasNoMarginBottom
					className="realtime-events-field-wide"
					label={ __( 'Search events', 'realtime-events' ) }
					value={ search }
					onChange={ setSearch }
				/>
			) }
			{ groups.map( ( group ) => (
				<TypeGroupCard key={ group.label } group={ group } />
			) ) }
			{ groups.length === 0 && (
				<div className="realtime-events-empty">
					<p>
						{ __(
							'No kind of event is called like that.',
							'realtime-events'
						) }
					</p>
					<Button
						__next40pxDefaultSize
						variant="secondary"
						onClick={ () => setSearch( '' ) }
					>
						{ __( 'Show all', 'realtime-events' ) }
					</Button>
				</div>
			) }
		</div>
	);
}
