import {
	Button,
	Modal,
	ProgressBar,
	RadioControl,
} from '@wordpress/components';
import { useSelect } from '@wordpress/data';
import { useRef, useState } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import { config, readHistory, store } from '@realtime-events/client';
import { ExportWriter, MEDIA_TYPES } from '../export';
import type { ExportFormat } from '../export';

interface Props {
	readonly onClose: () => void;
}

/** Beyond this the command line is the better tool. */
const MAX_PAGES = 2_000;

/**
 * Takes what the filter shows, all of it, as a file.
 */
export function ExportDialog( { onClose }: Props ) {
	const query = useSelect( ( select ) => select( store ).getQuery(), [] );
	const [ format, setFormat ] = useState< ExportFormat >( 'csv' );
	const [ count, setCount ] = useState< number | null >( null );
	const [ problem, setProblem ] = useState( '' );
	const isWanted = useRef( true );

	const close = () => {
		isWanted.current = false;
		onClose();
	};
	const run = async () => {
		setProblem( '' );
		setCount( 0 );
		const writer = new ExportWriter( format, config );
		const parts: BlobPart[] = [ writer.head() ];
		let before: string | null = null;
		let done = 0;
		try {
			for ( let page = 0; page < MAX_PAGES && isWanted.current; page++ ) {
				const { events, more } = await readHistory( query, before );
				parts.push( writer.page( events ) );
				done += events.length;
				setCount( done );
				before = events.at( -1 )?.sequence ?? null;
				if ( ! more || before === null ) {
					break;
				}
			}
		} catch ( error ) {
			setCount( null );
			setProblem( ( error as Error ).message );
			return;
		}
		if ( isWanted.current ) {
			parts.push( writer.tail() );
			save( new Blob( parts, { type: MEDIA_TYPES[ format ] } ), format );
			close();
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
				{ count !== null && (
					<p>
						<ProgressBar />{ ' ' }
						{ sprintf(
							/* translators: %d: number of events. */
							_n(
								'%d event so far',
								'%d events so far',
								count,
								'realtime-events'
							),
							count
						) }
					</p>
				) }
				{ problem !== '' && <p>{ problem }</p> }
			</div>
			<div className="realtime-events-dialog__actions">
				<Button variant="tertiary" onClick={ close }>
					{ __( 'Cancel', 'realtime-events' ) }
				</Button>
				<Button
					variant="primary"
					isBusy={ count !== null }
					disabled={ count !== null }
					accessibleWhenDisabled
					onClick={ () => void run() }
				>
					{ __( 'Export', 'realtime-events' ) }
				</Button>
			</div>
		</Modal>
	);
}

function save( file: Blob, format: ExportFormat ): void {
	const link = document.createElement( 'a' );
	link.href = URL.createObjectURL( file );
	link.download = `events-${ new Date()
		.toISOString()
		.slice( 0, 'yyyy-mm-dd'.length ) }.${ format }`;
	link.click();
	// The browser reads the file when the click is handled.
	window.setTimeout( () => URL.revokeObjectURL( link.href ), 0 );
}
