import { Button, Modal, Spinner } from '@wordpress/components';
import { useEffect, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { seen } from '@wordpress/icons';
import { addQueryArgs } from '@wordpress/url';
import { request } from '@realtime-events/client';
import type { CloudEvent } from '@realtime-events/client';
import { AudiencePreview } from '../../components';

interface Props {
	readonly type: string;
	readonly label: string;
}

/**
 * The newest event of a type, as each kind of people sees it.
 *
 * @since 0.1.0
 */
export function TypePreview( { type, label }: Props ) {
	const [ isOpen, setOpen ] = useState( false );
	return (
		<>
			<Button
				size="small"
				icon={ seen }
				label={ sprintf(
					/* translators: %s: label of an event type. */
					__( 'Who sees what: %s', 'realtime-events' ),
					label
				) }
				onClick={ () => setOpen( true ) }
			/>
			{ isOpen && (
				<Modal
					title={ sprintf(
						/* translators: %s: label of an event type. */
						__( 'Who sees what: %s', 'realtime-events' ),
						label
					) }
					size="large"
					onRequestClose={ () => setOpen( false ) }
				>
					<Newest type={ type } />
				</Modal>
			) }
		</>
	);
}

function Newest( { type }: { readonly type: string } ) {
	// Undefined until the site has answered, null where there is none.
	const [ event, setEvent ] = useState< CloudEvent | null | undefined >();
	useEffect( () => {
		let isWanted = true;
		request< CloudEvent[] >(
			addQueryArgs( '/events', { type: [ type ], per_page: 2 } )
		).then(
			( { body } ) => isWanted && setEvent( originalOf( body ) ),
			() => isWanted && setEvent( null )
		);
		return () => {
			isWanted = false;
		};
	}, [ type ] );
	if ( event === undefined ) {
		return <Spinner />;
	}
	return event ? (
		<AudiencePreview event={ event } />
	) : (
		<p>
			{ __(
				'No event of this kind has happened yet. Do it once, and look here again: what is shown is always a real one.',
				'realtime-events'
			) }
		</p>
	);
}

/** The newest event that is not itself the public part of another. */
const originalOf = ( events: readonly CloudEvent[] ): CloudEvent | null =>
	events.find( ( { causationid } ) => causationid === undefined ) ??
	events[ 0 ] ??
	null;
