import { TextControl } from '@wordpress/components';
import type { ReactNode } from 'react';
import { FieldHelp } from './field-help';

interface Props {
	/** As useSetting() and useProfileOption() give it. */
	readonly field: {
		readonly id: string;
		readonly value: string;
		readonly onChange: ( value: string ) => void;
		readonly error: string | undefined;
		readonly constant: string | undefined;
	};
	readonly label: string;
	/** What it is for, where nothing is wrong with it and nobody else decides it. */
	readonly children?: ReactNode;
	readonly placeholder?: string;
	readonly inputMode?: 'url';
	readonly onBlur?: () => void;
}

/**
 * A line of text for machines: an address, a path, a name. It reads from left to right, and nobody corrects its spelling.
 *
 * @since 0.1.0
 */
export function PlainTextField( { field, label, children, ...rest }: Props ) {
	const { id, value, onChange, error, constant } = field;
	return (
		<TextControl
			__next40pxDefaultSize
			__nextHasNoMarginBottom
			id={ id }
			className="realtime-events-field-wide"
			dir="ltr"
			autoComplete="off"
			autoCapitalize="none"
			spellCheck={ false }
			label={ label }
			help={
				<FieldHelp error={ error } constant={ constant }>
					{ children }
				</FieldHelp>
			}
			value={ value }
			onChange={ onChange }
			readOnly={ constant !== undefined }
			aria-invalid={ error !== undefined }
			{ ...rest }
		/>
	);
}
