import {
	Button,
	Modal,
	ProgressBar,
	RadioControl,
} from '@wordpress/components';
import { useSelect } from '@wordpress/data';
import { useRef, useState } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import { store } from '@realtime-events/client';
import type { ExportFormat } from '../export';
import { openSink } from '../export-sink';
import { exportEvents } from '../export-stream';

interface Props {
	readonly onClose: () => void;
}

interface Progress {
	readonly done: number;
	/** 0 while that is not known. */
	readonly total: number;
}

/**
 * Takes what the filter shows, all of it, as a file.
 */
export function ExportDialog( { onClose }: Props ) {
	const query = useSelect( ( select ) => select( store ).getQuery(), [] );
	const [ format, setFormat ] = useState< ExportFormat >( 'csv' );
	const [ progress, setProgress ] = useState< Progress | null >( null );
	const [ problem, setProblem ] = useState( '' );
	const controller = useRef< AbortController | null >( null );

	const close = () => {
		controller.current?.abort();
		onClose();
	};
	const run = async () => {
		setProblem( '' );
		const sink = await openSink( format );
		if ( ! sink ) {
			return;
		}
		setProgress( { done: 0, total: 0 } );
		controller.current = new AbortController();
		const { signal } = controller.current;
		try {
			await exportEvents( {
				query,
				format,
				sink,
				signal,
				onProgress: ( done, total ) => setProgress( { done, total } ),
			} );
			onClose();
		} catch ( error ) {
			setProgress( null );
			if ( ! signal.aborted ) {
				setProblem(
					( error as Error ).message ||
						__(
							'The connection broke off. Try again.',
							'realtime-events'
						)
				);
			}
		}
	};
	return (
		<Modal
			title={ __( 'Export events', 'realtime-events' ) }
			size="small"
			onRequestClose={ close }
		>
			<RadioControl
				label={ __( 'Format', 'realtime-events' ) }
				help={ __(
					'The file holds everything that the filters show.',
					'realtime-events'
				) }
				selected={ format }
				options={ [
					{
						label: __(
							'CSV, for a spreadsheet',
							'realtime-events'
						),
						value: 'csv',
					},
					{ label: 'JSON', value: 'json' },
					{
						label: __(
							'NDJSON, one event a line',
							'realtime-events'
						),
						value: 'ndjson',
					},
				] }
				onChange={ ( value ) => setFormat( value as ExportFormat ) }
			/>
			<div role="status">
				{ progress && (
					<div className="realtime-events-dialog__progress">
						<ProgressBar
							{ ...( progress.total > 0 && {
								value: Math.round(
									( progress.done / progress.total ) * 100
								),
							} ) }
						/>{ ' ' }
						{ progress.total > 0
							? sprintf(
									/* translators: 1: number of events, 2: of how many. */
									_n(
										'%1$d of %2$d event',
										'%1$d of %2$d events',
										progress.total,
										'realtime-events'
									),
									progress.done,
									progress.total
								)
							: __( 'Getting the events…', 'realtime-events' ) }
					</div>
				) }
				{ problem !== '' && <p>{ problem }</p> }
			</div>
			<div className="realtime-events-dialog__actions">
				<Button variant="tertiary" onClick={ close }>
					{ __( 'Cancel', 'realtime-events' ) }
				</Button>
				<Button
					variant="primary"
					isBusy={ progress !== null }
					disabled={ progress !== null }
					accessibleWhenDisabled
					onClick={ () => void run() }
				>
					{ __( 'Export', 'realtime-events' ) }
				</Button>
			</div>
		</Modal>
	);
}
