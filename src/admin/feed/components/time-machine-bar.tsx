import {
	Button,
	RangeControl,
	SelectControl,
	TextControl,
} from '@wordpress/components';
import { dateI18n } from '@wordpress/date';
import { __, _n, sprintf } from '@wordpress/i18n';
import { closeSmall } from '@wordpress/icons';
import { SPEEDS } from '../time-machine';
import { fromField, toField } from '../time-range';
import type { TimeMachine } from '../use-time-machine';

const SECOND_MS = 1_000;

const clock = ( ms: number ): string =>
	dateI18n( 'H:i:s', new Date( ms ), undefined );

/**
 * Chooses an hour of the past and plays it.
 */
export function TimeMachineBar( { machine }: { machine: TimeMachine } ) {
	const { playback, status, count } = machine;
	if ( ! playback ) {
		return null;
	}
	const { start, end, at, speed, isPlaying } = playback;
	return (
		<section
			className="realtime-events-machine"
			aria-label={ __( 'Time machine', 'realtime-events' ) }
		>
			<TextControl
				__next40pxDefaultSize
				__nextHasNoMarginBottom
				type="datetime-local"
				label={ __( 'The hour from', 'realtime-events' ) }
				value={ toField( new Date( start ).toISOString() ) }
				onChange={ ( field ) => {
					const moment = Date.parse( fromField( field ) );
					if ( ! Number.isNaN( moment ) ) {
						machine.choose( moment );
					}
				} }
			/>
			<Button
				variant="primary"
				__next40pxDefaultSize
				disabled={ status !== 'ready' }
				accessibleWhenDisabled
				isBusy={ status === 'loading' }
				onClick={ machine.toggle }
			>
				{ isPlaying
					? __( 'Pause', 'realtime-events' )
					: __( 'Play', 'realtime-events' ) }
			</Button>
			<SelectControl
				__next40pxDefaultSize
				__nextHasNoMarginBottom
				label={ __( 'Speed', 'realtime-events' ) }
				value={ String( speed ) }
				options={ SPEEDS.map( ( times ) => ( {
					value: String( times ),
					label: `${ times }×`,
				} ) ) }
				onChange={ ( value ) => machine.setSpeed( Number( value ) ) }
			/>
			<div className="realtime-events-machine__scrubber">
				<RangeControl
					__next40pxDefaultSize
					__nextHasNoMarginBottom
					label={ __( 'Position', 'realtime-events' ) }
					min={ 0 }
					max={ ( end - start ) / SECOND_MS }
					value={ Math.round( ( at - start ) / SECOND_MS ) }
					withInputField={ false }
					renderTooltipContent={ ( seconds ) =>
						clock( start + Number( seconds ) * SECOND_MS )
					}
					onChange={ ( seconds ) =>
						machine.seek( start + ( seconds ?? 0 ) * SECOND_MS )
					}
				/>
			</div>
			<p role="status">
				<strong>{ clock( at ) }</strong>{ ' ' }
				{ status === 'failed'
					? __( 'That hour could not be read.', 'realtime-events' )
					: sprintf(
							/* translators: %d: number of events. */
							_n(
								'%d event in this hour',
								'%d events in this hour',
								count,
								'realtime-events'
							),
							count
						) }
			</p>
			<Button
				icon={ closeSmall }
				label={ __( 'Back to the present', 'realtime-events' ) }
				onClick={ () => machine.choose( null ) }
			/>
		</section>
	);
}
