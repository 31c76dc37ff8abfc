import {
	Button,
	FormTokenField,
	PanelBody,
	TextControl,
} from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import type { Templates } from '../shared/item';
import { editorData, tellsOf, toldTypes } from './offered-types';
import { PublicSwitch } from './public-switch';

interface TypesPanelProps {
	types: readonly string[];
	templates: Templates;
	onChange: ( change: {
		types?: string[];
		templates?: Record< string, string >;
	} ) => void;
}

const ALWAYS_OFFERED = [ 'link', 'time' ];

/** For machines; a sentence says `{link}` instead. */
const NEVER_OFFERED = [ 'id', 'url', 'post_type', 'post_id', 'product_id' ];

/**
 * What a block tells of, and in which words.
 *
 * @since 0.1.0
 */
export function TypesPanel( { types, templates, onChange }: TypesPanelProps ) {
	const { types: offered } = editorData();
	const labelOf = ( name: string ) => offered[ name ]?.label ?? name;
	const nameOf = ( label: string ) =>
		Object.keys( offered ).find(
			( name ) => labelOf( name ) === label || name === label
		);
	return (
		<PanelBody title={ __( 'What to tell', 'realtime-events' ) }>
			<FormTokenField
				__next40pxDefaultSize
				__experimentalExpandOnFocus
				label={ __( 'Event types', 'realtime-events' ) }
				value={ types.map( labelOf ) }
				suggestions={ toldTypes().map( ( [ , { label } ] ) => label ) }
				__experimentalValidateInput={ ( label ) =>
					nameOf( label ) !== undefined
				}
				onChange={ ( labels ) =>
					onChange( {
						types: labels
							.map( ( label ) =>
								nameOf(
									typeof label === 'string'
										? label
										: label.value
								)
							)
							.filter( ( name ) => name !== undefined ),
					} )
				}
			/>
			{ types.length === 0 && (
				<p className="realtime-events-hint">
					{ __(
						'Without a choice: everything that is public.',
						'realtime-events'
					) }
				</p>
			) }
			<PublicSwitch types={ types } />
			{ tellsOf( types ).map( ( name ) => (
				<SentenceControl
					key={ name }
					name={ name }
					value={ templates[ name ] ?? '' }
					onChange={ ( sentence ) => {
						const { [ name ]: _, ...others } = templates;
						onChange( {
							templates:
								sentence === ''
									? others
									: { ...others, [ name ]: sentence },
						} );
					} }
				/>
			) ) }
		</PanelBody>
	);
}

interface SentenceControlProps {
	name: string;
	value: string;
	onChange: ( sentence: string ) => void;
}

function SentenceControl( { name, value, onChange }: SentenceControlProps ) {
	const type = editorData().types[ name ];
	const fields = [ ...( type?.fields ?? [] ), ...ALWAYS_OFFERED ].filter(
		( field ) => ! NEVER_OFFERED.includes( field )
	);
	return (
		<div className="realtime-events-sentence-control">
			<TextControl
				__next40pxDefaultSize
				label={ sprintf(
					/* translators: %s: name of an event type, for example "Post published". */
					__( 'Words for “%s”', 'realtime-events' ),
					type?.label ?? name
				) }
				placeholder={ type?.sentence ?? '' }
				value={ value }
				onChange={ onChange }
			/>
			<div className="realtime-events-placeholders">
				{ [ ...new Set( fields ) ].map( ( field ) => (
					<Button
						key={ field }
						variant="tertiary"
						size="small"
						label={ sprintf(
							/* translators: %s: a placeholder, for example {title}. */
							__( 'Insert %s', 'realtime-events' ),
							`{${ field }}`
						) }
						showTooltip={ false }
						onClick={ () =>
							onChange(
								`${ value || ( type?.sentence ?? '' ) } {${ field }}`.trim()
							)
						}
					>
						{ `{${ field }}` }
					</Button>
				) ) }
			</div>
		</div>
	);
}
