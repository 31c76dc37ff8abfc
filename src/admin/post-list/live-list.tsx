import { createPortal } from '@wordpress/element';
import { LiveCell } from './live-cell';
import { useCells } from './use-cells';
import { useChanges } from './use-changes';
import { useWatch } from './use-watch';

interface Props {
	/** Where the rows are. */
	readonly rows: HTMLElement;
	/** Sequence of the last event before the list was made. */
	readonly since: string;
}

/**
 * Fills the column of a list, for all rows at once: one connection, one subscription.
 *
 * @since 0.1.0
 */
export function LiveList( { rows, since }: Props ) {
	const cells = useCells( rows );
	const changes = useChanges( cells, since );
	useWatch( cells );
	return (
		<>
			{ cells.map( ( { element, channel, subjects } ) =>
				createPortal(
					<LiveCell
						place={ element }
						channel={ channel }
						change={ subjects
							.map( ( subject ) => changes[ subject ] )
							.find( Boolean ) }
					/>,
					element,
					channel
				)
			) }
		</>
	);
}
