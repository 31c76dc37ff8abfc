import { Button, Dropdown, TextControl } from '@wordpress/components';
import { useDispatch, useSelect } from '@wordpress/data';
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import {
	chevronDown,
	closeSmall,
	starEmpty,
	starFilled,
} from '@wordpress/icons';
import { store as preferencesStore } from '@wordpress/preferences';
import { store } from '@realtime-events/client';
import { isEverything } from '../../../store/query';
import { PREFERENCES_SCOPE } from '../preferences';
import { queryOfView, viewsFrom, withDefault, withView } from '../views';
import type { View } from '../views';

const VIEWS = 'views';

const LIST_HEADING_ID = 'realtime-events-saved-views';

/**
 * Filters that were given a name: to go back to, or to begin with.
 */
export function ViewsMenu() {
	const { query, remembered } = useSelect(
		( select ) => ( {
			query: select( store ).getQuery(),
			remembered: select( preferencesStore ).get(
				PREFERENCES_SCOPE,
				VIEWS
			) as unknown,
		} ),
		[]
	);
	const { setQuery } = useDispatch( store );
	const { set } = useDispatch( preferencesStore );
	const [ name, setName ] = useState( '' );
	const views = viewsFrom( remembered );
	const keep = ( next: readonly View[] ) =>
		void set( PREFERENCES_SCOPE, VIEWS, next );
	if ( views.length === 0 && isEverything( query ) ) {
		return null;
	}
	return (
		<Dropdown
			className="realtime-events-views"
			contentClassName="realtime-events-choice"
			popoverProps={ { placement: 'bottom-end', offset: 4 } }
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
					{ __( 'Views', 'realtime-events' ) }
				</Button>
			) }
			renderContent={ ( { onClose } ) => (
				<>
					{ views.length > 0 && (
						<div className="realtime-events-choice__list">
							<h2 id={ LIST_HEADING_ID }>
								{ __( 'Saved views', 'realtime-events' ) }
							</h2>
							<ul aria-labelledby={ LIST_HEADING_ID }>
								{ views.map( ( view ) => (
									<li
										key={ view.name }
										className="realtime-events-views__view"
									>
										<Button
											className="realtime-events-views__name"
											onClick={ () => {
												void setQuery(
													queryOfView( view )
												);
												onClose();
											} }
										>
											{ view.name }
										</Button>
										<Button
											size="small"
											icon={
												view.isDefault
													? starFilled
													: starEmpty
											}
											isPressed={ view.isDefault }
											label={ sprintf(
												/* translators: %s: name of a view. */
												__(
													'Begin with “%s”',
													'realtime-events'
												),
												view.name
											) }
											onClick={ () =>
												keep(
													withDefault(
														views,
														view.isDefault
															? null
															: view.name
													)
												)
											}
										/>
										<Button
											size="small"
											icon={ closeSmall }
											label={ sprintf(
												/* translators: %s: name of a view. */
												__(
													'Delete “%s”',
													'realtime-events'
												),
												view.name
											) }
											onClick={ () =>
												keep(
													views.filter(
														( one ) => one !== view
													)
												)
											}
										/>
									</li>
								) ) }
							</ul>
						</div>
					) }
					{ ! isEverything( query ) && (
						<form
							className="realtime-events-views__save"
							onSubmit={ ( submit ) => {
								submit.preventDefault();
								if ( name.trim() !== '' ) {
									keep( withView( views, name, query ) );
									setName( '' );
									onClose();
								}
							} }
						>
							<TextControl
								__nextHasNoMarginBottom
								__next40pxDefaultSize
								label={ __(
									'Save this view as',
									'realtime-events'
								) }
								value={ name }
								onChange={ setName }
							/>
							<Button
								__next40pxDefaultSize
								variant="primary"
								type="submit"
							>
								{ __( 'Save', 'realtime-events' ) }
							</Button>
						</form>
					) }
				</>
			) }
		/>
	);
}
