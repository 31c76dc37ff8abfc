import { Icon } from '@wordpress/components';
import { useSelect } from '@wordpress/data';
import { _n, sprintf } from '@wordpress/i18n';
import {
	check,
	comment,
	commentAuthorAvatar,
	pin,
	scheduled,
} from '@wordpress/icons';
import { store } from '@realtime-events/client';
import { statusAt } from '../../../store/triage';
import { pinWords, triageWords } from '../beside/words';
import { ReactionBadges } from './reactions';

const ICONS = {
	claimed: commentAuthorAvatar,
	resolved: check,
	snoozed: scheduled,
};

interface Props {
	/** Id of the event. */
	readonly id: string;
	readonly now: number;
}

/**
 * Who looks after an event, or did, who pinned it, and whether somebody noted or said something.
 */
export function TriageBadge( { id, now }: Props ) {
	const triage = useSelect(
		( select ) => select( store ).getTriage( id ),
		[ id ]
	);
	const status = statusAt( triage, now );
	const notes = triage.notes.length;
	return (
		<>
			{ status !== 'open' && (
				<span className={ `realtime-events-triage is-${ status }` }>
					<Icon icon={ ICONS[ status ] } size={ 16 } />
					{ triageWords( triage, now ) }
				</span>
			) }
			{ triage.pinned !== null && (
				<span className="realtime-events-triage is-pinned">
					<Icon icon={ pin } size={ 16 } />
					{ pinWords( triage ) }
				</span>
			) }
			{ notes > 0 && (
				<span className="realtime-events-triage is-noted">
					<Icon icon={ comment } size={ 16 } />
					{ sprintf(
						/* translators: %d: number of notes. */
						_n( '%d note', '%d notes', notes, 'realtime-events' ),
						notes
					) }
				</span>
			) }
			<ReactionBadges reactions={ triage.reactions } />
		</>
	);
}
