import { Button } from '@wordpress/components';
import { useDispatch } from '@wordpress/data';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { store as noticesStore } from '@wordpress/notices';
import { config, request, store } from '@realtime-events/client';
import type { CloudEvent } from '@realtime-events/client';
import { EVERYTHING } from '../../../store/query';
import { AudiencePreviewModal, linkOf } from '../../components';
import { CopyTools } from './copy-tools';

const NOTICE = 'realtime-events-tool';
/** Enough to see what led to it and what followed. */
const AROUND_MS = 5 * 60_000;

/**
 * What can be done with an event that is open.
 */
export function EventTools( { event }: { readonly event: CloudEvent } ) {
	const { createSuccessNotice, createErrorNotice } =
		useDispatch( noticesStore );
	const { setQuery } = useDispatch( store );
	const [ isPreviewed, setPreviewed ] = useState( false );
	const href = linkOf(
		event,
		config.types[ event.type ]?.link ?? '',
		config.urls.admin
	);
	const showAround = () => {
		const time = Date.parse( event.time );
		void setQuery( {
			...EVERYTHING,
			since: new Date( time - AROUND_MS ).toISOString(),
			until: new Date( time + AROUND_MS ).toISOString(),
		} );
	};
	const publishAgain = async () => {
		const { type, data, subject, channel, severity } = event;
		try {
			await request( '/publish', {
				method: 'POST',
				data: {
					type,
					data: { ...data, test: true },
					channel,
					severity,
					...( subject !== undefined && { subject } ),
				},
			} );
			void createSuccessNotice(
				__( 'Published again as a test.', 'realtime-events' ),
				{ type: 'snackbar', id: NOTICE }
			);
		} catch ( error ) {
			void createErrorNotice(
				( error as Error ).message ||
					__( 'It could not be published.', 'realtime-events' ),
				{ type: 'snackbar', id: NOTICE, explicitDismiss: true }
			);
		}
	};
	return (
		<div className="realtime-events-panel__tools">
			{ href !== null && (
				<Button variant="secondary" size="compact" href={ href }>
					{ __( 'Go to it', 'realtime-events' ) }
				</Button>
			) }
			<CopyTools event={ event } />
			<Button variant="tertiary" size="compact" onClick={ showAround }>
				{ __( 'What happened around it', 'realtime-events' ) }
			</Button>
			{ config.can.publish && (
				<Button
					variant="tertiary"
					size="compact"
					onClick={ () => void publishAgain() }
				>
					{ __( 'Publish again as test', 'realtime-events' ) }
				</Button>
			) }
			{ config.can.manage && (
				<Button
					variant="tertiary"
					size="compact"
					aria-haspopup="dialog"
					onClick={ () => setPreviewed( true ) }
				>
					{ __( 'Who sees what', 'realtime-events' ) }
				</Button>
			) }
			{ isPreviewed && (
				<AudiencePreviewModal
					event={ event }
					onClose={ () => setPreviewed( false ) }
				/>
			) }
		</div>
	);
}
