import { __, _n, sprintf } from '@wordpress/i18n';
import type { Presence } from './use-presence';

function summaryOf( {
	people,
	lacksRoom,
}: Pick< Presence, 'people' | 'lacksRoom' > ): string {
	if ( people.length > 0 ) {
		return sprintf(
			/* translators: %d: number of people. */
			_n(
				'%d other person has this open',
				'%d other people have this open',
				people.length,
				'realtime-events'
			),
			people.length
		);
	}
	return lacksRoom
		? __(
				'Not watched: this browser has too many posts open.',
				'realtime-events'
			)
		: __( 'Nobody else has this open.', 'realtime-events' );
}

/**
 * Who else is here.
 *
 * @since 0.1.0
 *
 * @param props
 * @param props.people
 * @param props.lacksRoom Nobody there and nobody known are two things.
 */
export function People( {
	people,
	lacksRoom,
}: Pick< Presence, 'people' | 'lacksRoom' > ) {
	return (
		<div className="realtime-events-people">
			<p className="realtime-events-people__summary" role="status">
				{ summaryOf( { people, lacksRoom } ) }
			</p>
			{ people.length > 0 && (
				<ul className="realtime-events-people__list">
					{ people.map( ( { id, name, avatar, isEditing } ) => (
						<li
							key={ id }
							className="realtime-events-people__person"
						>
							{ avatar !== '' && (
								<img
									src={ avatar }
									alt=""
									width={ 24 }
									height={ 24 }
								/>
							) }
							<bdi className="realtime-events-people__name">
								{ name }
							</bdi>
							<span className="realtime-events-people__does">
								{ isEditing
									? __( 'is editing', 'realtime-events' )
									: __( 'is viewing', 'realtime-events' ) }
							</span>
						</li>
					) ) }
				</ul>
			) }
		</div>
	);
}
