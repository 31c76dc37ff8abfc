import { memo, useState } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import { config } from '@realtime-events/client';
import { EventMark, EventSentence, RelativeTime } from '../../components';
import type { EventRow as Row } from '../rows';
import { DeliveryChip } from './delivery-chip';
import { RowActions } from './row-actions';
import { SeverityWord } from './severity-word';
import { TriageBadge } from './triage-badge';

interface Props {
	readonly row: Row;
	readonly now: number;
	readonly isUnread: boolean;
	readonly isActive: boolean;
	readonly isOpen: boolean;
	/** It has come while somebody looked. */
	readonly isNew: boolean;
	readonly position: number;
	/** -1 where nobody knows how many there are. */
	readonly setSize: number;
	readonly onOpen: ( row: Row ) => void;
	readonly onToggleRun: ( run: string ) => void;
	readonly onActivate: ( key: string ) => void;
}

/**
 * An event as a row: a sentence first, everything else beside it and quiet.
 */
export const EventRow = memo( ( props: Props ) => {
	const { row, now, isUnread, isActive, isOpen, isNew } = props;
	const { event, run, role, isExpanded } = row;
	const classes = [
		'realtime-events-row',
		`is-${ event.severity }`,
		`is-${ role }`,
		isUnread && 'is-unread',
		isActive && 'is-active',
		isOpen && 'is-open',
		isNew && 'is-new',
		// How they were delivered comes a moment later and must move nothing.
		config.can.manage && 'has-delivery',
	].filter( Boolean );
	// Three buttons in each of thousands of rows would be drawn for nobody.
	const [ isTouched, setTouched ] = useState( false );
	const touch = () => setTouched( true );
	return (
		// The row opens with a click anywhere; by keyboard its sentence and the toolbar do.
		// eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions
		<article
			className={ classes.join( ' ' ) }
			data-event={ event.id }
			aria-posinset={ props.position }
			aria-setsize={ props.setSize }
			aria-labelledby={ `realtime-event-${ event.id }` }
			tabIndex={ isActive ? 0 : -1 }
			onPointerEnter={ touch }
			onFocus={ () => {
				touch();
				props.onActivate( row.key );
			} }
			onClick={ ( click ) => {
				const target = click.target as HTMLElement;
				if (
					! target.closest( 'a, button' ) &&
					! hasSelection( target )
				) {
					props.onOpen( row );
				}
			} }
		>
			<span className="realtime-events-row__unread" aria-hidden="true" />
			<EventMark event={ event } />
			<div
				className="realtime-events-row__words"
				id={ `realtime-event-${ event.id }` }
			>
				{ isUnread && (
					<span className="screen-reader-text">
						{ __( 'Unread.', 'realtime-events' ) }
					</span>
				) }
				<SeverityWord severity={ event.severity } />
				<EventSentence event={ event } />
				{ run !== null && role === 'head' && (
					<button
						type="button"
						className="realtime-events-row__count"
						aria-expanded={ isExpanded }
						aria-label={ sprintf(
							/* translators: %s: how many are like it: “×5”, or “and 4 more”. */
							__( '%s: show each', 'realtime-events' ),
							runWords( row )
						) }
						onClick={ () => props.onToggleRun( run ) }
					>
						{ runWords( row ) }
					</button>
				) }
				<TriageBadge id={ event.id } now={ now } />
			</div>
			<div className="realtime-events-row__meta">
				<span>{ event.channel }</span>
				{ event.origin && <span>{ event.origin }</span> }
			</div>
			<RelativeTime time={ event.time } now={ now } />
			<DeliveryChip id={ event.id } now={ now } isShort />
			{ ( isTouched || isActive ) && (
				<RowActions row={ row } onOpen={ props.onOpen } />
			) }
		</article>
	);
} );

/** Marking a word to copy it must not open the row. */
const hasSelection = ( { ownerDocument }: HTMLElement ): boolean =>
	( ownerDocument.defaultView?.getSelection()?.toString() ?? '' ) !== '';

function runWords( { isOneStory, count }: Row ): string {
	return isOneStory
		? `×${ count }`
		: sprintf(
				/* translators: %d: number of further events like the one that is shown. */
				_n(
					'and %d more',
					'and %d more',
					count - 1,
					'realtime-events'
				),
				count - 1
			);
}
