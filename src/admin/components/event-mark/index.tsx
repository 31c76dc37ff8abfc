import { Dashicon } from '@wordpress/components';
import { memo } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { config } from '@realtime-events/client';
import type { CloudEvent } from '@realtime-events/client';
import { initialsOf, tintOf } from './initials';

interface Props {
	readonly event: CloudEvent;
}

const DEFAULT_ICON = 'megaphone';

type DashiconName = React.ComponentProps< typeof Dashicon >[ 'icon' ];

/**
 * Who did it, and what kind of thing it was: initials with the type's icon.
 *
 * @since 0.1.0
 */
export const EventMark = memo( ( { event }: Props ) => {
	const icon = ( config.types[ event.type ]?.icon ??
		DEFAULT_ICON ) as DashiconName;
	const initials = initialsOf( event.actorname ?? '' );
	return (
		<span
			className={ `realtime-events-mark is-${ event.severity }` }
			aria-hidden="true"
		>
			{ initials === '' ? (
				<span className="realtime-events-mark__face is-type">
					<Dashicon icon={ icon } size={ 18 } />
				</span>
			) : (
				<>
					<span
						className="realtime-events-mark__face"
						style={ {
							backgroundColor: tintOf(
								event.actorid ?? initials
							),
						} }
					>
						{ initials }
					</span>
					<span className="realtime-events-mark__badge">
						<Dashicon icon={ icon } size={ 12 } />
					</span>
				</>
			) }
		</span>
	);
} );

/** @since 0.1.0 */
export const severityWords = (): Record<
	CloudEvent[ 'severity' ],
	string
> => ( {
	info: __( 'Info', 'realtime-events' ),
	success: __( 'Success', 'realtime-events' ),
	warning: __( 'Warning', 'realtime-events' ),
	error: __( 'Error', 'realtime-events' ),
} );
