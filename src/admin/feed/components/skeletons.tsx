import { __ } from '@wordpress/i18n';

const WIDTHS_PERCENT = [ 62, 48, 71, 39, 55, 66, 44, 58 ];

/**
 * Rows to be, while the first page is on its way.
 */
export function Skeletons() {
	return (
		<div className="realtime-events-skeletons">
			<span className="screen-reader-text" role="status">
				{ __( 'Loading events…', 'realtime-events' ) }
			</span>
			{ WIDTHS_PERCENT.map( ( width ) => (
				<div
					key={ width }
					className="realtime-events-skeletons__row"
					aria-hidden="true"
				>
					<span className="realtime-events-skeletons__mark" />
					<span
						className="realtime-events-skeletons__line"
						style={ { width: `${ width }%` } }
					/>
				</div>
			) ) }
		</div>
	);
}
