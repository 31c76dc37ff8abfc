import type { ReactNode } from 'react';

interface Props {
	readonly title: string;
	/** What says whether the site is live. */
	readonly state?: ReactNode;
	readonly actions?: ReactNode;
}

/**
 * The first line of every screen: title, state, actions, always in this order.
 *
 * @since 0.1.0
 */
export function PageHeader( { title, state, actions }: Props ) {
	return (
		<div className="realtime-events-header">
			<h1>{ title }</h1>
			{ state }
			{ actions && (
				<div className="realtime-events-header__actions">
					{ actions }
				</div>
			) }
		</div>
	);
}
