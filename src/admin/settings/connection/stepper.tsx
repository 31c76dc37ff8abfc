import { Icon } from '@wordpress/components';
import { useEffect, useRef } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { check } from '@wordpress/icons';
import type { ReactNode } from 'react';

/** @since 0.1.0 */
export interface Step {
	readonly id: string;
	readonly title: string;
	readonly isDone: boolean;
	readonly content: ReactNode;
}

interface Props {
	readonly steps: readonly Step[];
	readonly current: string;
	readonly onOpen: ( id: string ) => void;
}

/**
 * Steps below one another, one of them open. Any may be opened again.
 *
 * @since 0.1.0
 */
export function Stepper( { steps, current, onOpen }: Props ) {
	const openButton = useRef< HTMLButtonElement >( null );
	const isFirstShown = useRef( true );

	// The reader follows the step that opened; on arrival the focus is left where it is.
	useEffect( () => {
		if ( isFirstShown.current ) {
			isFirstShown.current = false;
			return;
		}
		openButton.current?.focus();
	}, [ current ] );

	return (
		<ol className="realtime-events-steps">
			{ steps.map( ( { id, title, isDone, content }, index ) => {
				const isOpen = id === current;
				const panelId = `realtime-events-step-${ id }`;
				return (
					<li
						key={ id }
						className={ `realtime-events-steps__step${
							isDone ? ' is-done' : ''
						}${ isOpen ? ' is-open' : '' }` }
						aria-current={ isOpen ? 'step' : undefined }
					>
						<h3>
							<button
								ref={ isOpen ? openButton : undefined }
								type="button"
								aria-expanded={ isOpen }
								aria-controls={ panelId }
								onClick={ () => onOpen( id ) }
							>
								<span
									className="realtime-events-steps__number"
									aria-hidden="true"
								>
									{ isDone ? (
										<Icon icon={ check } size={ 20 } />
									) : (
										index + 1
									) }
								</span>
								{ title }
								{ isDone && (
									<span className="screen-reader-text">
										{ __( '(done)', 'realtime-events' ) }
									</span>
								) }
							</button>
						</h3>
						<div
							id={ panelId }
							className="realtime-events-steps__panel"
							hidden={ ! isOpen }
						>
							{ isOpen && content }
						</div>
					</li>
				);
			} ) }
		</ol>
	);
}
