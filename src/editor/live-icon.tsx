import { Path, SVG } from '@wordpress/components';

interface LiveIconProps {
	readonly count?: number;
	/** Of where it is shown: a panel keeps its icon away from its title, and makes it smaller. */
	readonly className?: string;
	readonly size?: number;
}

/**
 * The sidebar's icon, with the number of the others who are here.
 *
 * @since 0.1.0
 */
export function LiveIcon( {
	count = 0,
	className = '',
	size = 24,
}: LiveIconProps ) {
	return (
		<span className={ `realtime-events-icon ${ className }` }>
			<SVG
				xmlns="http://www.w3.org/2000/svg"
				viewBox="0 0 24 24"
				width={ size }
				height={ size }
			>
				<Path d="M3.5 12.75h3.9l2-5.6 4.1 11.2 2.6-7 .8 1.400h3.6v-1.500h-2.700l-1.800-3.800-2.500 6.500L9.400 2.700l-3.050 8.550H3.500v1.500Z" />
			</SVG>
			{ count > 0 && (
				<span
					className="realtime-events-icon__count"
					aria-hidden="true"
				>
					{ count }
				</span>
			) }
		</span>
	);
}
