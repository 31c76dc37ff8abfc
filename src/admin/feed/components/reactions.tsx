import { Button } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import { config } from '@realtime-events/client';
import { REACTIONS } from '../../../store/triage';
import type { Reaction } from '../../../store/triage';
import { useTriage } from '../beside/use-triage';
import { reactionLabels } from '../beside/words';

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
						<Sign { ...one } />
					</Button>
				)
			) }
		</div>
	);
}

/**
 * The sign and how many it comes from. WordPress would put a picture in the place of the sign, and does so in whatever some
 * text is added to: the number is beside the sign and not with it.
 */
const Sign = ( { sign, names }: Said ) => (
	<span aria-hidden="true">
		<span className="wp-exclude-emoji">{ sign }</span>
		{ names.length > 0 && <span>{ ` ${ names.length }` }</span> }
	</span>
);

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
					<Sign { ...one } />
					<span className="screen-reader-text">{ words( one ) }</span>
				</span>
			) ) }
	</>
);
