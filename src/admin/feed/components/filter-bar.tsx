import { Button, SearchControl } from '@wordpress/components';
import { useDispatch, useSelect } from '@wordpress/data';
import { useEffect, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { config, store } from '@realtime-events/client';
import { withChoice } from '../../../store/query';
import {
	peopleOptions,
	placeOptions,
	severityOptions,
	triageOptions,
	typeOptions,
} from '../filter-options';
import { useSeen } from '../use-seen';
import { ChoiceFilter } from './choice-filter';
import { FilterChips } from './filter-chips';
import { TimeFilter } from './time-filter';
import { ViewsMenu } from './views-menu';

/** Nobody wants an answer to every letter. */
const TYPING_MS = 300;

export const SEARCH_ID = 'realtime-events-search';

/**
 * What the feed shows. The address carries it, so that it can be shared.
 */
export function FilterBar() {
	const query = useSelect( ( select ) => select( store ).getQuery(), [] );
	// Called when a menu opens and not with every event: there may be thousands.
	const seen = useSeen();
	const { setQuery } = useDispatch( store );
	const [ search, setSearch ] = useState( query.search );

	useEffect( () => setSearch( query.search ), [ query.search ] );
	useEffect( () => {
		if ( search === query.search ) {
			return;
		}
		const timer = window.setTimeout(
			() => void setQuery( { ...query, search } ),
			TYPING_MS
		);
		return () => window.clearTimeout( timer );
	}, [ search, query, setQuery ] );

	const me = String( config.user.id );
	const isNotMine = query.exclude.actor?.includes( me ) ?? false;
	return (
		<section aria-label={ __( 'Filters', 'realtime-events' ) }>
			<div className="realtime-events-filters">
				<SearchControl
					__nextHasNoMarginBottom
					id={ SEARCH_ID }
					size="compact"
					label={ __( 'Search events', 'realtime-events' ) }
					placeholder={ __( 'Search events…', 'realtime-events' ) }
					value={ search }
					onChange={ setSearch }
				/>
				<ChoiceFilter
					label={ __( 'Types', 'realtime-events' ) }
					parts={ [ 'type', 'group' ] }
					options={ () => typeOptions( config ) }
				/>
				<ChoiceFilter
					label={ __( 'Severity', 'realtime-events' ) }
					parts={ [ 'severity' ] }
					options={ severityOptions }
				/>
				<ChoiceFilter
					label={ __( 'People', 'realtime-events' ) }
					parts={ [ 'actor' ] }
					options={ () => peopleOptions( config, seen() ) }
				/>
				<ChoiceFilter
					label={ __( 'Channel', 'realtime-events' ) }
					parts={ [ 'channel', 'origin' ] }
					options={ () => placeOptions( seen() ) }
				/>
				<ChoiceFilter
					label={ __( 'Team', 'realtime-events' ) }
					parts={ [ 'triage' ] }
					options={ triageOptions }
				/>
				<TimeFilter />
				<Button
					variant="tertiary"
					size="compact"
					isPressed={ isNotMine }
					onClick={ () =>
						void setQuery(
							withChoice(
								query,
								'exclude',
								'actor',
								isNotMine
									? ( query.exclude.actor ?? [] ).filter(
											( id ) => id !== me
										)
									: [ ...( query.exclude.actor ?? [] ), me ]
							)
						)
					}
				>
					{ __( 'Not mine', 'realtime-events' ) }
				</Button>
				<ViewsMenu />
			</div>
			<FilterChips
				options={ () => [
					...typeOptions( config ),
					...severityOptions(),
					...triageOptions(),
					...peopleOptions( config, seen() ),
				] }
			/>
		</section>
	);
}
