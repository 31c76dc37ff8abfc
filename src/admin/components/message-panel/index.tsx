import { Icon } from '@wordpress/components';
import type { JSX, ReactNode } from 'react';

interface Props {
	readonly icon: JSX.Element;
	readonly title: string;
	readonly children?: ReactNode;
	/** The one next step. */
	readonly action?: ReactNode;
	/** Tells it to screen readers at once. */
	readonly isAlert?: boolean;
}

const ICON_SIZE = 40;

/**
 * What stands where there is nothing to show: what happened, and a door.
 *
 * @since 0.1.0
 */
export function MessagePanel( {
	icon,
	title,
	children,
	action,
	isAlert = false,
}: Props ) {
	return (
		<div
			className="realtime-events-message"
			{ ...( isAlert && { role: 'alert' } ) }
		>
			<Icon icon={ icon } size={ ICON_SIZE } />
			<h2>{ title }</h2>
			{ children }
			{ action && (
				<div className="realtime-events-message__action">
					{ action }
				</div>
			) }
		</div>
	);
}
