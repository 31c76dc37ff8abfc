import { ToggleControl } from '@wordpress/components';
import { useDispatch, useSelect } from '@wordpress/data';
import { createInterpolateElement } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { FieldHelp } from '../layout/field-help';
import { fieldId } from '../layout/use-setting';
import { store } from '../store';
import type { TypeFacts } from '../types';

interface Props {
	readonly type: TypeFacts & { readonly id: string };
}

/**
 * One type of event: whether it is recorded, and whether visitors see its public part.
 *
 * @since 0.1.0
 */
export function TypeRow( { type }: Props ) {
	const { id, label, description, publicFields } = type;
	const enabledPath = `types.${ id }.enabled`;
	const publicPath = `types.${ id }.public`;
	const { setting, enabledError, publicError } = useSelect(
		( select ) => {
			const selectors = select( store );
			return {
				setting: selectors.getTypeSetting( id ),
				enabledError: selectors.getError( enabledPath ),
				publicError: selectors.getError( publicPath ),
			};
		},
		[ id, enabledPath, publicPath ]
	);
	const { editTypes } = useDispatch( store );
	return (
		<li className="realtime-events-types__row">
			<div id={ fieldId( enabledPath ) }>
				<ToggleControl
					__nextHasNoMarginBottom
					label={ label }
					help={
						<FieldHelp
							error={ enabledError }
							constant={ undefined }
						>
							{ description }
						</FieldHelp>
					}
					checked={ setting.enabled }
					onChange={ ( enabled ) =>
						void editTypes( [ id ], { enabled } )
					}
				/>
			</div>
			{ publicFields.length > 0 && (
				<div id={ fieldId( publicPath ) }>
					<ToggleControl
						__nextHasNoMarginBottom
						label={ createInterpolateElement(
							sprintf(
								/* translators: %s: label of an event type, for screen readers only. */
								__(
									'Show to visitors <hidden>(%s)</hidden>',
									'realtime-events'
								),
								label
							),
							{ hidden: <span className="screen-reader-text" /> }
						) }
						help={
							<FieldHelp
								error={ publicError }
								constant={ undefined }
							>
								{ sprintf(
									/* translators: %s: list of field names. */
									__(
										'They see: %s. Nothing else.',
										'realtime-events'
									),
									publicFields.join( ', ' )
								) }
							</FieldHelp>
						}
						checked={ setting.enabled && setting.public }
						disabled={ ! setting.enabled }
						onChange={ ( isPublic ) =>
							void editTypes( [ id ], { public: isPublic } )
						}
					/>
				</div>
			) }
		</li>
	);
}
