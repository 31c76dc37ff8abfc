import { Button, SearchControl } from '@wordpress/components';
import { useDispatch, useSelect } from '@wordpress/data';
import { useCallback, useEffect, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { addressWithQuery, type DeliveryQuery } from '../query';
import { store } from '../store';
import { DELIVERY_STATES } from '../types';
import { stateLabel } from '../words';

const TYPING_PAUSE_MS = 300;

/**
 * Which deliveries are shown. The address follows, so that a view can be shared.
 *
 * @since 0.1.0
 */
export function Filters() {
	const { query, counts } = useSelect( ( select ) => {
		const selectors = select( store );
		return {
			query: selectors.getQuery(),
			counts: selectors.getHealth()?.counts,
		};
	}, [] );
	const { load } = useDispatch( store );
	const [ search, setSearch ] = useState( query.search );
	const show = useCallback(
		( next: DeliveryQuery ) => {
			window.history.replaceState(
				window.history.state,
				'',
				addressWithQuery( window.location.href, next )
			);
			void load( next );
		},
		[ load ]
	);
	// A pause in typing, and not each letter, is a question to the site.
	useEffect( () => {
		if ( search === query.search ) {
			return undefined;
		}
		const timer = setTimeout(
			() => show( { ...query, search } ),
			TYPING_PAUSE_MS
		);
		return () => clearTimeout( timer );
	}, [ search, query, show ] );
	return (
		<div className="realtime-events-filters">
			<div
				role="group"
				aria-label={ __( 'State', 'realtime-events' ) }
				className="realtime-events-filters__states"
			>
				{ [ null, ...DELIVERY_STATES ].map( ( state ) => (
					<Button
						key={ state }
						size="compact"
						isPressed={ query.state === state }
						onClick={ () => show( { search, state } ) }
					>
						{ state === null
							? __( 'All', 'realtime-events' )
							: stateLabel( state ) }
						{ state !== null && counts && counts[ state ] > 0 && (
							<span className="realtime-events-filters__count">
								{ counts[ state ].toLocaleString() }
							</span>
						) }
					</Button>
				) ) }
			</div>
			<SearchControl
				__nextHasNoMarginBottom
				size="compact"
				label={ __( 'Search deliveries', 'realtime-events' ) }
				value={ search }
				onChange={ setSearch }
			/>
		</div>
	);
}
