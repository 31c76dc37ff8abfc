import { __ } from '@wordpress/i18n';
import { figureWords } from './figure-words';
import { useHubFigures } from './use-hub-figures';

/**
 * What the hub tells of itself, looked at again while the page is looked at.
 *
 * @since 0.1.0
 */
export function HubFigures() {
	const { figures, message } = useHubFigures();
	if ( ! figures ) {
		return (
			<p className="realtime-events-hint">
				{ message || __( 'Asking the hub…', 'realtime-events' ) }
			</p>
		);
	}
	return (
		<dl className="realtime-events-hub-figures">
			{ figureWords( figures ).map( ( { label, value } ) => (
				<div key={ label }>
					<dt>{ label }</dt>
					<dd>{ value }</dd>
				</div>
			) ) }
		</dl>
	);
}
