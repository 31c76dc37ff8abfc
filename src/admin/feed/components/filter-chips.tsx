import { Button } from '@wordpress/components';
import { useDispatch, useSelect } from '@wordpress/data';
import { dateI18n, getSettings } from '@wordpress/date';
import { __, sprintf } from '@wordpress/i18n';
import { closeSmall } from '@wordpress/icons';
import { store } from '@realtime-events/client';
import { EVERYTHING, isEverything, withChoice } from '../../../store/query';
import type { Query } from '../../../store/query';
import { chipsOf } from '../filter-options';
import type { Option } from '../filter-options';

interface Props {
	readonly options: () => readonly Option[];
}

/**
 * What is asked for, in words, each with a way to take it back.
 */
export function FilterChips( { options }: Props ) {
	const query = useSelect( ( select ) => select( store ).getQuery(), [] );
	const { setQuery } = useDispatch( store );
	if ( isEverything( query ) ) {
		return null;
	}
	const chips = chipsOf( query, options() ).map(
		( { part, side, value, label } ) => ( {
			key: `${ side }:${ part }:${ value }`,
			label,
			without: withChoice(
				query,
				side,
				part as Option[ 'part' ],
				( query[ side ][ part as Option[ 'part' ] ] ?? [] ).filter(
					( one ) => one !== value
				)
			),
		} )
	);
	chips.push( ...timeChips( query ) );
	return (
		<div className="realtime-events-chips">
			{ chips.map( ( { key, label, without } ) => (
				<Button
					key={ key }
					className="realtime-events-chips__chip"
					size="small"
					icon={ closeSmall }
					iconPosition="right"
					iconSize={ 18 }
					aria-label={ sprintf(
						/* translators: %s: filter, like “Comments”. */
						__( 'Remove filter: %s', 'realtime-events' ),
						label
					) }
					onClick={ () => void setQuery( without ) }
				>
					{ label }
				</Button>
			) ) }
			<Button
				size="small"
				variant="link"
				onClick={ () => void setQuery( EVERYTHING ) }
			>
				{ __( 'Clear all', 'realtime-events' ) }
			</Button>
		</div>
	);
}

function timeChips( query: Query ) {
	const { formats } = getSettings();
	const moment = ( time: string ) =>
		dateI18n( formats.datetimeAbbreviated, time, undefined );
	const chips = [];
	if ( query.since !== '' ) {
		chips.push( {
			key: 'since',
			label: sprintf(
				/* translators: %s: date and time. */
				__( 'From %s', 'realtime-events' ),
				moment( query.since )
			),
			without: { ...query, since: '' },
		} );
	}
	if ( query.until !== '' ) {
		chips.push( {
			key: 'until',
			label: sprintf(
				/* translators: %s: date and time. */
				__( 'Until %s', 'realtime-events' ),
				moment( query.until )
			),
			without: { ...query, until: '' },
		} );
	}
	return chips;
}
