import { Button } from '@wordpress/components';
import { useDispatch, useSelect } from '@wordpress/data';
import { useId } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { store } from '../store';
import type { TypeGroup } from './group-types';
import { sharedPublicFields } from './shared-fields';
import { TypeRow } from './type-row';

/**
 * The types of one group, with one button for all of them.
 *
 * @since 0.1.0
 */
export function TypeGroupCard( { group }: { readonly group: TypeGroup } ) {
	const headingId = useId();
	const countOn = useSelect(
		( select ) => {
			const { getTypeSetting } = select( store );
			return group.types.filter(
				( { id } ) => getTypeSetting( id ).enabled
			).length;
		},
		[ group ]
	);
	const { editTypes } = useDispatch( store );
	const isAllOn = countOn === group.types.length;
	const shared = sharedPublicFields( group.types );
	const hasPublic = group.types.some(
		( { publicFields } ) => publicFields.length > 0
	);
	return (
		<section className="realtime-events-card" aria-labelledby={ headingId }>
			<header className="realtime-events-card__header">
				<h2 id={ headingId }>{ group.label }</h2>
				<span className="realtime-events-hint">
					{ sprintf(
						/* translators: 1: how many are on, 2: how many there are. */
						__( '%1$d of %2$d on', 'realtime-events' ),
						countOn,
						group.types.length
					) }
				</span>
				<Button
					size="compact"
					variant="tertiary"
					aria-describedby={ headingId }
					onClick={ () =>
						void editTypes(
							group.types.map( ( { id } ) => id ),
							{ enabled: ! isAllOn }
						)
					}
				>
					{ isAllOn
						? __( 'Turn all off', 'realtime-events' )
						: __( 'Turn all on', 'realtime-events' ) }
				</Button>
			</header>
			{ hasPublic && (
				<div className="realtime-events-types__legend">
					<span>
						{ shared &&
							sprintf(
								/* translators: %s: list of field names. */
								__(
									'Visitors would see: %s. Nothing else.',
									'realtime-events'
								),
								shared.join( ', ' )
							) }
					</span>
					<span aria-hidden="true">
						{ __( 'Show to visitors', 'realtime-events' ) }
					</span>
				</div>
			) }
			<ul className="realtime-events-types">
				{ group.types.map( ( type ) => (
					<TypeRow
						key={ type.id }
						type={ type }
						saysFields={ shared === null }
					/>
				) ) }
			</ul>
		</section>
	);
}
