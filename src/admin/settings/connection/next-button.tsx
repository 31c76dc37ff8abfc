import { Button } from '@wordpress/components';

interface Props {
	readonly label: string;
	readonly onClick: () => void;
	readonly isBusy?: boolean;
	readonly isDisabled?: boolean;
}

/**
 * Leads to the next step of the first set-up.
 *
 * @since 0.1.0
 */
export function NextButton( {
	label,
	onClick,
	isBusy = false,
	isDisabled = false,
}: Props ) {
	return (
		<div className="realtime-events-buttons">
			<Button
				__next40pxDefaultSize
				variant="primary"
				isBusy={ isBusy }
				disabled={ isBusy || isDisabled }
				accessibleWhenDisabled
				onClick={ onClick }
			>
				{ label }
			</Button>
		</div>
	);
}
