import { Button, TextControl } from '@wordpress/components';
import { useSelect } from '@wordpress/data';
import { __, sprintf } from '@wordpress/i18n';
import { FieldHelp } from '../layout/field-help';
import { useProfileOption } from '../layout/use-profile-option';
import { store } from '../store';
import type { HeaderRow } from '../types';

const NO_HEADER: HeaderRow = { name: '', value: '' };

/**
 * Headers that an HTTP address gets. What is stored of a value is never shown; what is typed replaces it.
 *
 * @since 0.1.0
 */
export function HeaderFields() {
	const { id, value, onChange, error } = useProfileOption( 'headers' );
	const stored = useSelect(
		( select ) =>
			select( store )
				.getSaved()
				.profile_options.headers.map( ( { name } ) =>
					name.toLowerCase()
				),
		[]
	);
	const change = ( index: number, now: Partial< HeaderRow > ) =>
		onChange(
			value.map( ( row, at ) =>
				at === index ? { ...row, ...now } : row
			)
		);
	return (
		<fieldset id={ id } className="realtime-events-headers">
			<legend>{ __( 'Further headers', 'realtime-events' ) }</legend>
			{ value.map( ( row, index ) => (
				<Header
					// Rows have no name that lasts: it is what is typed into them.
					key={ index }
					row={ row }
					number={ index + 1 }
					isStored={ stored.includes( row.name.toLowerCase() ) }
					isInvalid={ error !== undefined }
					onChange={ ( now ) => change( index, now ) }
					onRemove={ () =>
						onChange( value.filter( ( _, at ) => at !== index ) )
					}
				/>
			) ) }
			<div>
				<Button
					__next40pxDefaultSize
					variant="secondary"
					onClick={ () => onChange( [ ...value, NO_HEADER ] ) }
				>
					{ __( 'Add a header', 'realtime-events' ) }
				</Button>
			</div>
			<p className="realtime-events-hint">
				<FieldHelp error={ error } constant={ undefined }>
					{ __(
						'For an address that asks for more than the proof above, like an X-Api-Key. Values are stored and never shown again.',
						'realtime-events'
					) }
				</FieldHelp>
			</p>
		</fieldset>
	);
}

interface HeaderProps {
	readonly row: HeaderRow;
	readonly number: number;
	readonly isStored: boolean;
	readonly isInvalid: boolean;
	readonly onChange: ( now: Partial< HeaderRow > ) => void;
	readonly onRemove: () => void;
}

const PLAIN = {
	__next40pxDefaultSize: true,
	__nextHasNoMarginBottom: true,
	dir: 'ltr',
	autoCapitalize: 'none',
	spellCheck: false,
} as const;

function Header( {
	row,
	number,
	isStored,
	isInvalid,
	onChange,
	onRemove,
}: HeaderProps ) {
	return (
		<div className="realtime-events-headers__row">
			<TextControl
				{ ...PLAIN }
				autoComplete="off"
				label={ sprintf(
					/* translators: %d: number of a row. */
					__( 'Name of header %d', 'realtime-events' ),
					number
				) }
				value={ row.name }
				onChange={ ( name ) => onChange( { name } ) }
				aria-invalid={ isInvalid }
			/>
			<TextControl
				{ ...PLAIN }
				type="password"
				// Not "new-password": a browser would offer to make one up and to keep it.
				autoComplete="off"
				data-1p-ignore
				label={ sprintf(
					/* translators: %d: number of a row. */
					__( 'Value of header %d', 'realtime-events' ),
					number
				) }
				placeholder={
					isStored ? __( 'Stored, not shown', 'realtime-events' ) : ''
				}
				value={ row.value }
				onChange={ ( value ) => onChange( { value } ) }
				aria-invalid={ isInvalid }
			/>
			<Button
				__next40pxDefaultSize
				variant="tertiary"
				isDestructive
				aria-label={ sprintf(
					/* translators: %d: number of a row. */
					__( 'Remove header %d', 'realtime-events' ),
					number
				) }
				onClick={ onRemove }
			>
				{ __( 'Remove', 'realtime-events' ) }
			</Button>
		</div>
	);
}
