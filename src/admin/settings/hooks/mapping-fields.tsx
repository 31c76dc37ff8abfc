import { Button, CheckboxControl, TextControl } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { type Choice, fieldAt, renameField, toggleField } from './draft';
import type { HookMapping } from './types';

const PLACE = /^\d{1,2}(?:\.[A-Za-z0-9_-]{1,64}){0,4}$/;

interface Props {
	readonly mapping: HookMapping;
	readonly choices: readonly Choice[];
	readonly onChange: ( mapping: HookMapping ) => void;
}

/**
 * Which arguments become which fields: ticked where they were recorded, named by their place otherwise.
 *
 * @since 0.1.0
 */
export function MappingFields( { mapping, choices, onChange }: Props ) {
	const [ place, setPlace ] = useState( '' );
	const isPlace = PLACE.test( place.trim() );
	const add = () => {
		if ( fieldAt( mapping, place.trim() ) === undefined ) {
			onChange( toggleField( mapping, place.trim() ) );
		}
		setPlace( '' );
	};
	return (
		<fieldset className="realtime-events-mapping__fields">
			<legend>{ __( 'What the event says', 'realtime-events' ) }</legend>
			<p className="realtime-events-hint">
				{ __(
					'Tick what becomes a field of the event. With nothing ticked, the first argument is taken as it is, without what looks like a secret.',
					'realtime-events'
				) }
			</p>
			{ choices.length > 0 && (
				<ul>
					{ choices.map( ( choice ) => (
						<FieldRow
							key={ choice.path }
							choice={ choice }
							mapping={ mapping }
							onChange={ onChange }
						/>
					) ) }
				</ul>
			) }
			<div className="realtime-events-mapping__add">
				<TextControl
					__next40pxDefaultSize
					__nextHasNoMarginBottom
					dir="ltr"
					spellCheck={ false }
					autoCapitalize="none"
					label={ __( 'Another place', 'realtime-events' ) }
					placeholder="0.post_title"
					help={ __(
						'The number of the argument, counted from 0, then names.',
						'realtime-events'
					) }
					value={ place }
					onChange={ setPlace }
					onKeyDown={ ( event ) => {
						if ( event.key === 'Enter' ) {
							event.preventDefault();
							if ( isPlace ) {
								add();
							}
						}
					} }
				/>
				<Button
					__next40pxDefaultSize
					variant="secondary"
					disabled={ ! isPlace }
					accessibleWhenDisabled
					onClick={ () => isPlace && add() }
				>
					{ __( 'Add field', 'realtime-events' ) }
				</Button>
			</div>
		</fieldset>
	);
}

interface RowProps {
	readonly choice: Choice;
	readonly mapping: HookMapping;
	readonly onChange: ( mapping: HookMapping ) => void;
}

function FieldRow( { choice, mapping, onChange }: RowProps ) {
	const { path, sample, isHidden } = choice;
	const name = fieldAt( mapping, path );
	return (
		<li>
			<CheckboxControl
				__nextHasNoMarginBottom
				label={ path }
				help={
					<>
						{ sample !== null && (
							<span dir="auto">{ sample || '—' }</span>
						) }
						{ isHidden && (
							<span>
								{ __(
									'Masked here, real in the event. Secrets are refused.',
									'realtime-events'
								) }
							</span>
						) }
					</>
				}
				checked={ name !== undefined }
				onChange={ () => onChange( toggleField( mapping, path ) ) }
			/>
			{ name !== undefined && (
				<TextControl
					__next40pxDefaultSize
					__nextHasNoMarginBottom
					hideLabelFromVision
					dir="ltr"
					spellCheck={ false }
					autoCapitalize="none"
					label={ sprintf(
						/* translators: %s: a place among the arguments of a hook. */
						__( 'Name of the field for %s', 'realtime-events' ),
						path
					) }
					value={ name }
					onChange={ ( to ) =>
						onChange( renameField( mapping, name, to ) )
					}
				/>
			) }
		</li>
	);
}
