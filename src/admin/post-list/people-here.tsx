import { __, _n, sprintf } from '@wordpress/i18n';
import type { Person } from '../../editor/others';

/** More faces than these are a number. */
const MAX_SHOWN = 3;

const AVATAR_PX = 24;

/**
 * Who is at a post: a face and what each of them does.
 *
 * @since 0.1.0
 */
export function PeopleHere( { people }: { people: readonly Person[] } ) {
	const more = people.length - MAX_SHOWN;
	return (
		<ul className="realtime-events-here">
			{ people.slice( 0, MAX_SHOWN ).map( ( person ) => (
				<li key={ person.id } className="realtime-events-here__person">
					{ person.avatar !== '' && (
						<img
							src={ person.avatar }
							alt=""
							width={ AVATAR_PX }
							height={ AVATAR_PX }
							className={ person.isEditing ? 'is-editing' : '' }
						/>
					) }
					<span className="realtime-events-here__words">
						<bdi>{ person.name }</bdi>{ ' ' }
						<span className="realtime-events-here__does">
							{ person.isEditing
								? __( 'is editing', 'realtime-events' )
								: __( 'has it open', 'realtime-events' ) }
						</span>
					</span>
				</li>
			) ) }
			{ more > 0 && (
				<li className="realtime-events-here__more">
					{ sprintf(
						/* translators: %d: number of people. */
						_n(
							'and %d other',
							'and %d others',
							more,
							'realtime-events'
						),
						more
					) }
				</li>
			) }
		</ul>
	);
}
