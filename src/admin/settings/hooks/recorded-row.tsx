import { Button } from '@wordpress/components';
import { useId, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { chevronDown, chevronUp } from '@wordpress/icons';
import { leavesOf } from './recorded';
import type { RecordedHook } from './types';

interface Props {
	readonly hook: RecordedHook;
	readonly onChoose: ( hook: RecordedHook ) => void;
}

/**
 * An action that fired. Opened, it shows what it was fired with.
 *
 * @since 0.1.0
 */
export function RecordedRow( { hook, onChoose }: Props ) {
	const [ isOpen, setOpen ] = useState( false );
	const panelId = useId();
	const leaves = isOpen ? leavesOf( hook.arguments ) : [];
	return (
		<li className="realtime-events-recorded">
			<div className="realtime-events-types__row">
				<Button
					className="realtime-events-recorded__name"
					icon={ isOpen ? chevronUp : chevronDown }
					iconSize={ 20 }
					aria-expanded={ isOpen }
					aria-controls={ panelId }
					onClick={ () => setOpen( ! isOpen ) }
				>
					<code>{ hook.hook }</code>
					{ hook.count > 1 && (
						<span className="realtime-events-hint">
							{ sprintf(
								/* translators: %d: how often something happened. */
								__( '%d times', 'realtime-events' ),
								hook.count
							) }
						</span>
					) }
				</Button>
				<Button
					size="compact"
					variant="secondary"
					aria-label={ sprintf(
						/* translators: %s: name of a WordPress action. */
						__( 'Make an event: %s', 'realtime-events' ),
						hook.hook
					) }
					onClick={ () => onChoose( hook ) }
				>
					{ __( 'Make an event', 'realtime-events' ) }
				</Button>
			</div>
			<div id={ panelId } hidden={ ! isOpen }>
				{ isOpen && (
					<dl className="realtime-events-recorded__arguments">
						{ leaves.map( ( { path, sample } ) => (
							<div key={ path }>
								<dt>
									<code>{ path }</code>
								</dt>
								<dd dir="auto">{ sample || '—' }</dd>
							</div>
						) ) }
						{ leaves.length === 0 && (
							<p className="realtime-events-hint">
								{ __(
									'It was fired without arguments.',
									'realtime-events'
								) }
							</p>
						) }
					</dl>
				) }
			</div>
		</li>
	);
}
