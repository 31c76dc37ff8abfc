import { Button } from '@wordpress/components';
import { useCopyToClipboard } from '@wordpress/compose';
import { useDispatch } from '@wordpress/data';
import { __ } from '@wordpress/i18n';
import { store as noticesStore } from '@wordpress/notices';
import type { CloudEvent } from '@realtime-events/client';
import { permalinkOf } from '../address';
import { textOf } from '../share/event-lines';
import { handOver, pictureOf } from '../share/picture';

const NOTICE = 'realtime-events-tool';

/**
 * An event for elsewhere: as a link, as text, as a picture.
 */
export function CopyTools( { event }: { readonly event: CloudEvent } ) {
	const { createSuccessNotice, createErrorNotice } =
		useDispatch( noticesStore );
	const tell = ( words: string ) =>
		void createSuccessNotice( words, { type: 'snackbar', id: NOTICE } );
	const linkRef = useCopyToClipboard< HTMLButtonElement >(
		() => permalinkOf( event.id ),
		() => tell( __( 'Link copied.', 'realtime-events' ) )
	);
	const textRef = useCopyToClipboard< HTMLButtonElement >(
		() => textOf( event ),
		() => tell( __( 'Text copied.', 'realtime-events' ) )
	);
	const copyImage = async () => {
		try {
			const way = await handOver( pictureOf( event ) );
			tell(
				way === 'copied'
					? __( 'Image copied.', 'realtime-events' )
					: __( 'Image saved.', 'realtime-events' )
			);
		} catch {
			void createErrorNotice(
				__(
					'This browser could not make an image. Copy the text instead.',
					'realtime-events'
				),
				{ type: 'snackbar', id: NOTICE, explicitDismiss: true }
			);
		}
	};
	return (
		<>
			<Button ref={ linkRef } variant="tertiary" size="compact">
				{ __( 'Copy link', 'realtime-events' ) }
			</Button>
			<Button ref={ textRef } variant="tertiary" size="compact">
				{ __( 'Copy as text', 'realtime-events' ) }
			</Button>
			<Button
				variant="tertiary"
				size="compact"
				onClick={ () => void copyImage() }
			>
				{ __( 'Copy as image', 'realtime-events' ) }
			</Button>
		</>
	);
}
