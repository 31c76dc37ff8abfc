import { Button, TextareaControl } from '@wordpress/components';
import { dateI18n, getSettings } from '@wordpress/date';
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { snoozes } from '../beside/snooze';
import { statusAt } from '../../../store/triage';
import { useTriage } from '../beside/use-triage';
import { pinWords, triageWords } from '../beside/words';
import { ReactionButtons } from './reactions';

const MAX_NOTE_CHARACTERS = 1_000;

interface Props {
	/** Id of the event. */
	readonly id: string;
	readonly now: number;
}

/**
 * What the team does about an event: everybody sees it at once.
 */
export function TeamSection( { id, now }: Props ) {
	const [ triage, act ] = useTriage( id );
	const [ note, setNote ] = useState( '' );
	const [ isBusy, setBusy ] = useState( false );
	const status = statusAt( triage, now );
	const { formats } = getSettings();
	const run = async ( ...args: Parameters< typeof act > ) => {
		setBusy( true );
		const isDone = await act( ...args );
		setBusy( false );
		return isDone;
	};
	const button = ( label: string, ...args: Parameters< typeof act > ) => (
		<Button
			key={ label }
			variant="secondary"
			size="compact"
			disabled={ isBusy }
			accessibleWhenDisabled
			onClick={ () => void run( ...args ) }
		>
			{ label }
		</Button>
	);
	return (
		<section className="realtime-events-team">
			<h3>{ __( 'Team', 'realtime-events' ) }</h3>
			<p role="status">
				{ [ triageWords( triage, now ), pinWords( triage ) ]
					.filter( Boolean )
					.join( ' · ' ) ||
					__( 'Nobody is on it yet.', 'realtime-events' ) }
			</p>
			<div className="realtime-events-team__actions">
				{ status === 'claimed'
					? button( __( 'Let go', 'realtime-events' ), 'release' )
					: button( __( 'I’m on it', 'realtime-events' ), 'claim' ) }
				{ status === 'resolved'
					? button( __( 'Reopen', 'realtime-events' ), 'reopen' )
					: button( __( 'Resolve', 'realtime-events' ), 'resolve' ) }
				{ status === 'open' &&
					snoozes().map( ( { label, until } ) =>
						button( label, 'snooze', {
							until: until( new Date() ),
						} )
					) }
				{ triage.pinned === null
					? button(
							__( 'Pin for the team', 'realtime-events' ),
							'pin'
						)
					: button(
							__( 'Take the pin off', 'realtime-events' ),
							'unpin'
						) }
			</div>
			<ReactionButtons id={ id } />
			{ triage.notes.length > 0 && (
				<ol className="realtime-events-team__notes">
					{ triage.notes.map( ( { text, by, at } ) => (
						<li key={ `${ at }${ text }` }>
							<p dir="auto">{ text }</p>
							<footer>
								{ sprintf(
									/* translators: 1: name of a person, 2: date and time. */
									__( '%1$s, %2$s', 'realtime-events' ),
									by,
									dateI18n(
										formats.datetimeAbbreviated,
										at,
										undefined
									)
								) }
							</footer>
						</li>
					) ) }
				</ol>
			) }
			<form
				onSubmit={ async ( submit ) => {
					submit.preventDefault();
					const text = note.trim();
					if (
						text !== '' &&
						( await run( 'note', { note: text } ) )
					) {
						setNote( '' );
					}
				} }
			>
				<TextareaControl
					__nextHasNoMarginBottom
					label={ __( 'Note for the team', 'realtime-events' ) }
					rows={ 2 }
					maxLength={ MAX_NOTE_CHARACTERS }
					value={ note }
					onChange={ setNote }
				/>
				<Button
					type="submit"
					variant="secondary"
					size="compact"
					disabled={ isBusy || note.trim() === '' }
					accessibleWhenDisabled
				>
					{ __( 'Add note', 'realtime-events' ) }
				</Button>
			</form>
		</section>
	);
}
