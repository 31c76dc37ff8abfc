import { config, onEvents } from '@realtime-events/client';
import type { CloudEvent } from '@realtime-events/client';
import {
	createRoot,
	StrictMode,
	useEffect,
	useState,
} from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { EventSentence } from '../components/event-sentence';
import { isChangedElsewhere, type OpenObject } from './elsewhere';
import { useFormPresence } from './use-form-presence';

/**
 * Says at the head of the page when somebody else saves what is open on it.
 *
 * @since 0.1.0
 */
export function watchOpenObject( open: OpenObject ): void {
	// Between the title and this line are buttons, which a banner would push apart.
	const head =
		document.querySelector( '#wpbody-content .wrap .wp-header-end' ) ??
		document.querySelector( '#wpbody-content .wrap h1' );
	if ( ! head ) {
		return;
	}
	const root = document.createElement( 'div' );
	head.after( root );
	createRoot( root ).render(
		<StrictMode>
			<ChangedBanner open={ open } />
		</StrictMode>
	);
}

function ChangedBanner( { open }: { readonly open: OpenObject } ) {
	const [ event, setEvent ] = useState< CloudEvent | null >( null );
	useFormPresence( open.channel ?? '' );
	useEffect(
		() =>
			onEvents( ( events ) => {
				const changed = events.findLast( ( one ) =>
					isChangedElsewhere( one, open, config.user.id )
				);
				if ( changed ) {
					setEvent( changed );
				}
			} ),
		[ open ]
	);
	return (
		// There from the start, so that screen readers notice what comes into it.
		<div role="status">
			{ event && (
				<div className="notice notice-warning inline realtime-events-elsewhere">
					<p>
						<strong>
							{ __( 'Changed elsewhere:', 'realtime-events' ) }
						</strong>{ ' ' }
						<EventSentence event={ event } />
						{ '. ' }
						{ __(
							'If you save now, you may undo that change.',
							'realtime-events'
						) }
					</p>
					<p>
						<button
							type="button"
							className="button"
							onClick={ () => window.location.reload() }
						>
							{ __( 'Reload', 'realtime-events' ) }
						</button>{ ' ' }
						<button
							type="button"
							className="button-link"
							onClick={ () => setEvent( null ) }
						>
							{ __( 'Dismiss', 'realtime-events' ) }
						</button>
					</p>
				</div>
			) }
		</div>
	);
}
