import { Modal } from '@wordpress/components';
import { __ } from '@wordpress/i18n';

interface Props {
	readonly onClose: () => void;
}

const shortcuts = (): Array< [ string[], string ] > => [
	[ [ 'j' ], __( 'Next event', 'realtime-events' ) ],
	[ [ 'k' ], __( 'Previous event', 'realtime-events' ) ],
	[ [ 'o', 'Enter' ], __( 'Open or close details', 'realtime-events' ) ],
	[ [ 'x' ], __( 'Expand or collapse a group', 'realtime-events' ) ],
	[ [ 'n' ], __( 'Show new events', 'realtime-events' ) ],
	[ [ 'p' ], __( 'Pause or resume', 'realtime-events' ) ],
	[ [ 'w' ], __( 'Wall mode', 'realtime-events' ) ],
	[ [ '/' ], __( 'Search', 'realtime-events' ) ],
	[
		[ 'Esc' ],
		__( 'Close what is open, or leave the wall', 'realtime-events' ),
	],
	[ [ '?' ], __( 'This help', 'realtime-events' ) ],
];

/**
 * Which key does what.
 */
export function HelpDialog( { onClose }: Props ) {
	return (
		<Modal
			title={ __( 'Keyboard shortcuts', 'realtime-events' ) }
			size="small"
			onRequestClose={ onClose }
		>
			<dl className="realtime-events-keys">
				{ shortcuts().map( ( [ keys, meaning ] ) => (
					<div key={ meaning }>
						<dt>
							{ keys.map( ( key ) => (
								<kbd key={ key }>{ key }</kbd>
							) ) }
						</dt>
						<dd>{ meaning }</dd>
					</div>
				) ) }
			</dl>
		</Modal>
	);
}
