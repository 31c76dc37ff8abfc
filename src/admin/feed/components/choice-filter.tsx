import { Button, CheckboxControl, Dropdown } from '@wordpress/components';
import { useDispatch, useSelect } from '@wordpress/data';
import { __, sprintf } from '@wordpress/i18n';
import { chevronDown } from '@wordpress/icons';
import { store } from '@realtime-events/client';
import { withChoice } from '../../../store/query';
import type { Part, Query } from '../../../store/query';
import type { Option } from '../filter-options';

interface Props {
	readonly label: string;
	/** Asked for when the menu opens: they may depend on all that is in the feed. */
	readonly options: () => readonly Option[];
	readonly parts: readonly Part[];
}

type Side = 'include' | 'exclude';

const isChosen = ( query: Query, side: Side, { part, value }: Option ) =>
	query[ side ][ part ]?.includes( value ) ?? false;

/** Chosen on one side, an option cannot be chosen on the other. */
function toggled( query: Query, side: Side, option: Option ): Query {
	const { part, value } = option;
	const other: Side = side === 'include' ? 'exclude' : 'include';
	const without = ( from: Query, where: Side ) =>
		withChoice(
			from,
			where,
			part,
			( from[ where ][ part ] ?? [] ).filter( ( one ) => one !== value )
		);
	if ( isChosen( query, side, option ) ) {
		return without( query, side );
	}
	const cleared = without( query, other );
	return withChoice( cleared, side, part, [
		...( cleared[ side ][ part ] ?? [] ),
		value,
	] );
}

/**
 * A menu of things to show, or to leave out.
 */
export function ChoiceFilter( { label, options, parts }: Props ) {
	const query = useSelect( ( select ) => select( store ).getQuery(), [] );
	const { setQuery } = useDispatch( store );
	const count = parts.reduce(
		( sum, part ) =>
			sum +
			( query.include[ part ]?.length ?? 0 ) +
			( query.exclude[ part ]?.length ?? 0 ),
		0
	);
	const toggle = ( side: Side, option: Option ) =>
		void setQuery( toggled( query, side, option ) );
	return (
		<Dropdown
			contentClassName="realtime-events-choice"
			popoverProps={ { placement: 'bottom-start', offset: 4 } }
			renderToggle={ ( { isOpen, onToggle } ) => (
				<Button
					variant="tertiary"
					size="compact"
					icon={ chevronDown }
					iconPosition="right"
					iconSize={ 18 }
					aria-expanded={ isOpen }
					onClick={ onToggle }
				>
					{ count > 0 ? `${ label } (${ count })` : label }
				</Button>
			) }
			renderContent={ () => (
				<Choices
					options={ options() }
					query={ query }
					onToggle={ toggle }
				/>
			) }
		/>
	);
}

interface ChoicesProps {
	readonly options: readonly Option[];
	readonly query: Query;
	readonly onToggle: ( side: Side, option: Option ) => void;
}

function Choices( { options, query, onToggle }: ChoicesProps ) {
	return (
		<ul className="realtime-events-choice__list">
			{ options.map( ( option, index ) => (
				<li key={ `${ option.part }:${ option.value }` }>
					{ option.heading !== '' &&
						option.heading !== options[ index - 1 ]?.heading && (
							<h2>{ option.heading }</h2>
						) }
					<div className="realtime-events-choice__option">
						<CheckboxControl
							__nextHasNoMarginBottom
							label={ option.label }
							checked={ isChosen( query, 'include', option ) }
							onChange={ () => onToggle( 'include', option ) }
						/>
						<Button
							size="small"
							variant="tertiary"
							isPressed={ isChosen( query, 'exclude', option ) }
							aria-label={ sprintf(
								/* translators: %s: what is left out, like “Comments”. */
								__( 'Hide “%s”', 'realtime-events' ),
								option.label
							) }
							onClick={ () => onToggle( 'exclude', option ) }
						>
							{ __( 'Hide', 'realtime-events' ) }
						</Button>
					</div>
				</li>
			) ) }
		</ul>
	);
}
