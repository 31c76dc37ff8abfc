import { Button, Dropdown, TextControl } from '@wordpress/components';
import { useDispatch, useSelect } from '@wordpress/data';
import { __ } from '@wordpress/i18n';
import { chevronDown } from '@wordpress/icons';
import { store } from '@realtime-events/client';
import { fromField, presets, toField } from '../time-range';

/**
 * From when to when; a range that has no end goes on live.
 */
export function TimeFilter() {
	const query = useSelect( ( select ) => select( store ).getQuery(), [] );
	const { setQuery } = useDispatch( store );
	return (
		<Dropdown
			contentClassName="realtime-events-choice"
			popoverProps={ { placement: 'bottom-start', offset: 4 } }
			renderToggle={ ( { isOpen, onToggle } ) => (
				<Button
					variant="tertiary"
					size="compact"
					icon={ chevronDown }
					iconPosition="right"
					iconSize={ 18 }
					aria-expanded={ isOpen }
					onClick={ onToggle }
				>
					{ __( 'Time', 'realtime-events' ) }
				</Button>
			) }
			renderContent={ ( { onClose } ) => (
				<div className="realtime-events-choice__time">
					{ presets().map( ( { id, label, lastsMs } ) => (
						<Button
							key={ id }
							size="compact"
							variant="tertiary"
							onClick={ () => {
								void setQuery( {
									...query,
									since: new Date(
										Date.now() - lastsMs
									).toISOString(),
									until: '',
								} );
								onClose();
							} }
						>
							{ label }
						</Button>
					) ) }
					<TextControl
						__nextHasNoMarginBottom
						__next40pxDefaultSize
						type="datetime-local"
						label={ __( 'From', 'realtime-events' ) }
						value={ toField( query.since ) }
						onChange={ ( field ) =>
							void setQuery( {
								...query,
								since: fromField( field ),
							} )
						}
					/>
					<TextControl
						__nextHasNoMarginBottom
						__next40pxDefaultSize
						type="datetime-local"
						label={ __( 'Until', 'realtime-events' ) }
						value={ toField( query.until ) }
						onChange={ ( field ) =>
							void setQuery( {
								...query,
								until: fromField( field ),
							} )
						}
					/>
				</div>
			) }
		/>
	);
}
