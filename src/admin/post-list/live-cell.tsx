import { config, store } from '@realtime-events/client';
import type { CloudEvent } from '@realtime-events/client';
import { useSelect } from '@wordpress/data';
import { useMemo } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { othersHere } from '../../editor/others';
import { ChangedBadge } from './changed-badge';
import { NotWatched } from './not-watched';
import { PeopleHere } from './people-here';
import { useLockSentence } from './use-lock-sentence';

interface Props {
	/** Where it is drawn. */
	readonly place: HTMLElement;
	readonly channel: string;
	readonly change: CloudEvent | undefined;
}

/**
 * Who is at a post, and whether its row is out of date.
 *
 * @since 0.1.0
 */
export function LiveCell( { place, channel, change }: Props ) {
	const { members, code } = useSelect(
		( select ) => select( store ).getPresence( channel ),
		[ channel ]
	);
	const people = useMemo(
		// Where the hub is away, WordPress itself shows in this list who holds the lock.
		() => othersHere( members ?? [], config.user.id, null ),
		[ members ]
	);
	useLockSentence( place, people );
	if ( code !== undefined && ! change ) {
		return <NotWatched code={ code } />;
	}
	if ( people.length === 0 && ! change ) {
		return (
			<>
				<span aria-hidden="true">—</span>
				<span className="screen-reader-text">
					{ __( 'Nobody is here.', 'realtime-events' ) }
				</span>
			</>
		);
	}
	return (
		<>
			{ people.length > 0 && <PeopleHere people={ people } /> }
			{ change && <ChangedBadge change={ change } /> }
		</>
	);
}
