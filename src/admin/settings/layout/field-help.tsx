import { Icon } from '@wordpress/components';
import { createInterpolateElement } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { cautionFilled } from '@wordpress/icons';
import type { ReactNode } from 'react';

interface Props {
	readonly error: string | undefined;
	readonly constant: string | undefined;
	readonly children?: ReactNode;
}

/**
 * The line below a field: what is wrong with it, else who decides it, else what it is for.
 *
 * It goes into the control's `help`, which ties it to the input for screen readers.
 *
 * @since 0.1.0
 */
export function FieldHelp( { error, constant, children }: Props ) {
	if ( error ) {
		return (
			<span className="realtime-events-field-error">
				<Icon icon={ cautionFilled } size={ 16 } />
				{ error }
			</span>
		);
	}
	if ( constant ) {
		return <DecidedBy constant={ constant } />;
	}
	return <>{ children }</>;
}

/** @since 0.1.0 */
export function DecidedBy( { constant }: { readonly constant: string } ) {
	return createInterpolateElement(
		sprintf(
			/* translators: %s: name of a PHP constant. */
			__(
				'Set by <code>%s</code> in wp-config.php. Change it there.',
				'realtime-events'
			),
			constant
		),
		{ code: <code /> }
	);
}
