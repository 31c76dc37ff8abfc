import { Button, ToggleControl } from '@wordpress/components';
import { useDispatch, useSelect } from '@wordpress/data';
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { settings } from '@wordpress/icons';
import { FieldHelp } from '../layout/field-help';
import { fieldId } from '../layout/use-setting';
import { store } from '../store';
import type { TypeFacts } from '../types';
import { TypeDetails } from './type-details';
import { TypePreview } from './type-preview';

interface Props {
	readonly type: TypeFacts & { readonly id: string };
	/** Whether to say here which fields visitors would see. */
	readonly saysFields: boolean;
}

/**
 * One type of event: whether it is recorded, whether visitors see its public part, and, opened, who receives it and how loudly.
 *
 * @since 0.1.0
 */
export function TypeRow( { type, saysFields }: Props ) {
	const { id, label, publicFields } = type;
	const enabledPath = `types.${ id }.enabled`;
	const publicPath = `types.${ id }.public`;
	const { setting, enabledError, publicError, hasHiddenError } = useSelect(
		( select ) => {
			const selectors = select( store );
			return {
				setting: selectors.getTypeSetting( id ),
				enabledError: selectors.getError( enabledPath ),
				publicError: selectors.getError( publicPath ),
				hasHiddenError: [ 'channel', 'alerts' ].some(
					( name ) =>
						selectors.getError( `types.${ id }.${ name }` ) !==
						undefined
				),
			};
		},
		[ id, enabledPath, publicPath ]
	);
	const { editTypes } = useDispatch( store );
	const [ isWanted, setWanted ] = useState( false );
	// What was refused is never hidden.
	const isOpen = isWanted || hasHiddenError;
	const fields = saysFields
		? sprintf(
				/* translators: %s: list of field names. */
				__( 'Visitors would see: %s.', 'realtime-events' ),
				publicFields.join( ', ' )
			)
		: '';
	return (
		<li className="realtime-events-types__row">
			<div
				id={ fieldId( enabledPath ) }
				className="realtime-events-types__name"
			>
				<ToggleControl
					__nextHasNoMarginBottom
					label={ label }
					{ ...( enabledError && {
						help: (
							<FieldHelp
								error={ enabledError }
								constant={ undefined }
							/>
						),
					} ) }
					checked={ setting.enabled }
					onChange={ ( enabled ) =>
						void editTypes( [ id ], { enabled } )
					}
				/>
				<code>{ id }</code>
				<TypePreview type={ id } label={ label } />
				<Button
					size="small"
					icon={ settings }
					label={ sprintf(
						/* translators: %s: label of an event type. */
						__(
							'Who receives it and how it is told: %s',
							'realtime-events'
						),
						label
					) }
					aria-expanded={ isOpen }
					onClick={ () => setWanted( ! isOpen ) }
				/>
				<Chosen type={ type } />
			</div>
			{ publicFields.length > 0 && (
				<div
					id={ fieldId( publicPath ) }
					className="realtime-events-types__public"
				>
					{ ( publicError || fields ) && (
						<FieldHelp error={ publicError } constant={ undefined }>
							<span className="realtime-events-hint">
								{ fields }
							</span>
						</FieldHelp>
					) }
					<ToggleControl
						__nextHasNoMarginBottom
						label={
							<span className="screen-reader-text">
								{ sprintf(
									/* translators: %s: label of an event type. */
									__(
										'Show to visitors: %s',
										'realtime-events'
									),
									label
								) }
							</span>
						}
						{ ...( publicError && {
							help: (
								<span className="screen-reader-text">
									{ publicError }
								</span>
							),
						} ) }
						checked={
							setting.enabled &&
							setting.public &&
							! setting.channel
						}
						disabled={ ! setting.enabled || !! setting.channel }
						onChange={ ( isPublic ) =>
							void editTypes( [ id ], { public: isPublic } )
						}
					/>
				</div>
			) }
			{ isOpen && <TypeDetails type={ type } /> }
		</li>
	);
}

/** In few words, what differs from what is usual. */
function Chosen( { type }: { readonly type: Props[ 'type' ] } ) {
	const words = useSelect(
		( select ) => {
			const { getFacts, getTypeSetting } = select( store );
			const { channels, alerts } = getFacts();
			const { channel, alerts: loudness } = getTypeSetting( type.id );
			return [
				channel ? ( channels[ channel ] ?? channel ) : '',
				loudness && loudness !== 'none' ? alerts[ loudness ] : '',
			]
				.filter( Boolean )
				.join( ' · ' );
		},
		[ type.id ]
	);
	return words === '' ? null : (
		<span className="realtime-events-types__chosen">{ words }</span>
	);
}
