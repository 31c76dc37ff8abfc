import { Button, Icon, Notice, Spinner } from '@wordpress/components';
import { useId, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { lock } from '@wordpress/icons';
import type { CloudEvent } from '@realtime-events/client';
import { EventSentence } from '../event-sentence';
import { type Audience, explanation, fieldsFor, verdict } from './audiences';
import { useAudiences } from './use-audiences';

interface Props {
	readonly event: CloudEvent;
}

/**
 * “Preview as”: how an event looks to each role and to a visitor, field by field.
 *
 * For who may manage the plugin; the site refuses everybody else.
 *
 * @since 0.1.0
 */
export function AudiencePreview( { event }: Props ) {
	const { audiences, failure, retry } = useAudiences( event.id );
	const [ chosen, setChosen ] = useState( '' );
	const shown =
		audiences?.find( ( { id } ) => id === chosen ) ?? audiences?.[ 0 ];
	if ( failure !== '' ) {
		return (
			<Notice
				status="error"
				isDismissible={ false }
				actions={ [
					{
						label: __( 'Try again', 'realtime-events' ),
						onClick: retry,
					},
				] }
			>
				{ failure.trim() ||
					__( 'Your site did not answer.', 'realtime-events' ) }
			</Notice>
		);
	}
	if ( ! audiences || ! shown ) {
		return (
			<div className="realtime-events-audiences is-loading">
				<Spinner />
				<span>{ __( 'Looking…', 'realtime-events' ) }</span>
			</div>
		);
	}
	return (
		<div className="realtime-events-audiences">
			<ul
				className="realtime-events-audiences__list"
				aria-label={ __( 'Show as', 'realtime-events' ) }
			>
				{ audiences.map( ( audience ) => (
					<li key={ audience.id }>
						<Button
							className={ `is-${ audience.sees }` }
							aria-pressed={ audience === shown }
							onClick={ () => setChosen( audience.id ) }
						>
							<span>{ audience.label }</span>
							<small>{ verdict( audience ) }</small>
						</Button>
					</li>
				) ) }
			</ul>
			<AudienceView event={ event } audience={ shown } />
		</div>
	);
}

function AudienceView( {
	event,
	audience,
}: {
	readonly event: CloudEvent;
	readonly audience: Audience;
} ) {
	const titleId = useId();
	const fields = fieldsFor( event, audience );
	return (
		<section
			className="realtime-events-audiences__view"
			aria-labelledby={ titleId }
			aria-live="polite"
		>
			<p id={ titleId }>{ explanation( audience, event.channel ) }</p>
			{ audience.data && (
				<p className="realtime-events-audiences__sentence">
					<EventSentence
						event={ { ...event, data: { ...audience.data } } }
					/>
				</p>
			) }
			{ fields.length > 0 ? (
				<dl>
					{ fields.map( ( { name, label, value } ) => (
						<div
							key={ name }
							className={ value === null ? 'is-hidden' : '' }
						>
							<dt>{ label }</dt>
							<dd dir="auto">
								{ value === null ? (
									<>
										<Icon icon={ lock } size={ 16 } />
										{ __( 'Hidden', 'realtime-events' ) }
									</>
								) : (
									value || '—'
								) }
							</dd>
						</div>
					) ) }
				</dl>
			) : (
				<p className="realtime-events-hint">
					{ __( 'The event has no fields.', 'realtime-events' ) }
				</p>
			) }
		</section>
	);
}
