import { Button, SearchControl } from '@wordpress/components';
import { useDispatch } from '@wordpress/data';
import { useId, useState } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import { findRecorded } from './recorded';
import { RecordedRow } from './recorded-row';
import { store } from './store';
import type { RecordedHook } from './types';
import { useRecording } from './use-recording';

// Below this a search costs more attention than it saves.
const MIN_HOOKS_FOR_SEARCH = 8;
const SECONDS_PER_MINUTE = 60;

interface Props {
	readonly onChoose: ( hook: RecordedHook ) => void;
}

/**
 * Press Record, do the thing once, and see which actions fired and with what.
 *
 * @since 0.1.0
 */
export function RecorderCard( { onChoose }: Props ) {
	const headingId = useId();
	const { recording, hooks, secondsLeft } = useRecording();
	const { startRecording, stopRecording } = useDispatch( store );
	const [ search, setSearch ] = useState( '' );
	const found = findRecorded( hooks, search );
	return (
		<section className="realtime-events-card" aria-labelledby={ headingId }>
			<header className="realtime-events-card__header is-recorder">
				<h2 id={ headingId }>
					{ __( 'Recorder', 'realtime-events' ) }
				</h2>
				{ recording && (
					<span className="realtime-events-recording">
						{ sprintf(
							/* translators: %s: time that is left, like 1:43. */
							__( 'Recording, %s left', 'realtime-events' ),
							clockOf( secondsLeft )
						) }
					</span>
				) }
				<Button
					__next40pxDefaultSize
					variant={ recording ? 'secondary' : 'primary' }
					onClick={ () =>
						void ( recording ? stopRecording() : startRecording() )
					}
				>
					{ recording
						? __( 'Stop', 'realtime-events' )
						: __( 'Record', 'realtime-events' ) }
				</Button>
			</header>
			<div className="realtime-events-recorder">
				<p className="realtime-events-hint">
					{ recording
						? __(
								'Do the thing once now, in another tab of this browser. What fires appears here.',
								'realtime-events'
							)
						: __(
								'Only what you do yourself is recorded, for at most two minutes. Passwords, keys and personal data are masked.',
								'realtime-events'
							) }
				</p>
				<p className="screen-reader-text" role="status">
					{ hooks.length > 0 &&
						sprintf(
							/* translators: %d: number of WordPress actions. */
							_n(
								'%d action recorded.',
								'%d actions recorded.',
								hooks.length,
								'realtime-events'
							),
							hooks.length
						) }
				</p>
				{ hooks.length >= MIN_HOOKS_FOR_SEARCH && (
					<SearchControl
						__nextHasNoMarginBottom
						label={ __(
							'Search recorded actions',
							'realtime-events'
						) }
						value={ search }
						onChange={ setSearch }
					/>
				) }
				{ hooks.length > 0 && found.length === 0 && (
					<p className="realtime-events-hint">
						{ __(
							'No recorded action is called like that.',
							'realtime-events'
						) }
					</p>
				) }
			</div>
			{ found.length > 0 && (
				<ul
					className="realtime-events-types is-recorded"
					aria-label={ __( 'Recorded actions', 'realtime-events' ) }
				>
					{ found.map( ( hook ) => (
						<RecordedRow
							key={ hook.hook }
							hook={ hook }
							onChoose={ onChoose }
						/>
					) ) }
				</ul>
			) }
		</section>
	);
}

function clockOf( seconds: number ): string {
	return `${ Math.floor( seconds / SECONDS_PER_MINUTE ) }:${ String(
		seconds % SECONDS_PER_MINUTE
	).padStart( 2, '0' ) }`;
}
