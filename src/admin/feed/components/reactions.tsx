import { Button } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import { config } from '@realtime-events/client';
import { REACTIONS } from '../../../store/triage';
import type { Reaction } from '../../../store/triage';
import { useTriage } from '../beside/use-triage';
import { reactionLabels } from '../beside/words';

/** WordPress would put pictures in the place of text that React has to find again. */
const AS_IT_IS = 'wp-exclude-emoji';

interface Said {
	readonly sign: string;
	readonly names: readonly string[];
	/** The reader is one of them. */
	readonly isMine: boolean;
}

const said = ( reactions: readonly Reaction[], sign: string ): Said => {
	const same = reactions.filter( ( { reaction } ) => reaction === sign );
	return {
		sign,
		names: same.map( ( { name } ) => name ),
		isMine: same.some( ( { id } ) => id === String( config.user.id ) ),
	};
};

/** “Thank you: Ada, Grace”, or “Thank you” where nobody said so yet. */
function words( { sign, names }: Said ): string {
	const label = reactionLabels()[ sign ] ?? sign;
	return names.length === 0
		? label
		: sprintf(
				/* translators: 1: what somebody says of an event, like “Thank you”, 2: names of people. */
				__( '%1$s: %2$s', 'realtime-events' ),
				label,
				names.join( ', ' )
			);
}

interface Props {
	/** Id of the event. */
	readonly id: string;
}

/**
 * What the team says of an event in one sign, each with a switch for the reader's own.
 */
export function ReactionButtons( { id }: Props ) {
	const [ { reactions }, act ] = useTriage( id );
	return (
		<div
			className="realtime-events-reactions"
			role="group"
			aria-label={ __( 'React', 'realtime-events' ) }
		>
			{ REACTIONS.map( ( sign ) => said( reactions, sign ) ).map(
				( one ) => (
					<Button
						key={ one.sign }
						variant="secondary"
						size="compact"
						label={ words( one ) }
						isPressed={ one.isMine }
						onClick={ () =>
							void act( one.isMine ? 'unreact' : 'react', {
								reaction: one.sign,
							} )
						}
					>
						<span aria-hidden="true" className={ AS_IT_IS }>
							{ one.sign }
							{ one.names.length > 0 && ` ${ one.names.length }` }
						</span>
					</Button>
				)
			) }
		</div>
	);
}

interface BadgeProps {
	readonly reactions: readonly Reaction[];
}

/**
 * What was said of an event, as small as it goes.
 */
export const ReactionBadges = ( { reactions }: BadgeProps ) => (
	<>
		{ REACTIONS.map( ( sign ) => said( reactions, sign ) )
			.filter( ( { names } ) => names.length > 0 )
			.map( ( one ) => (
				<span
					key={ one.sign }
					className="realtime-events-triage is-reaction"
					title={ words( one ) }
				>
					<span aria-hidden="true" className={ AS_IT_IS }>
						{ one.sign } { one.names.length }
					</span>
					<span className="screen-reader-text">{ words( one ) }</span>
				</span>
			) ) }
	</>
);
