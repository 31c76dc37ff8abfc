import { Tooltip } from '@wordpress/components';
import { useSelect } from '@wordpress/data';
import { _n, sprintf } from '@wordpress/i18n';
import { store } from '@realtime-events/client';
import { initialsOf, tintOf } from '../../components/event-mark/initials';

/** The channel in which everybody is who may see the feed. */
const CHANNEL = 'editors';
const MAX_FACES = 4;

/**
 * Who else is watching.
 */
export function Watchers() {
	const { members = [], count } = useSelect(
		( select ) => select( store ).getPresence( CHANNEL ),
		[]
	);
	// Alone is the usual case, and no news.
	if ( count < 2 ) {
		return null;
	}
	const words = sprintf(
		/* translators: %d: number of people. */
		_n( '%d watching', '%d watching', count, 'realtime-events' ),
		count
	);
	const names = members.map( ( { name } ) => name ).join( ', ' );
	return (
		<Tooltip text={ names }>
			<span
				className="realtime-events-watchers"
				tabIndex={ 0 }
				role="img"
				aria-label={ `${ words }: ${ names }` }
			>
				<span>{ words }</span>
				<span className="realtime-events-watchers__faces">
					{ members.slice( 0, MAX_FACES ).map( ( { id, name } ) => (
						<span
							key={ id }
							style={ { backgroundColor: tintOf( id ) } }
						>
							{ initialsOf( name ) }
						</span>
					) ) }
				</span>
			</span>
		</Tooltip>
	);
}
