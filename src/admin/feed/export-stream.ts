import { _n, sprintf } from '@wordpress/i18n';
import { addQueryArgs } from '@wordpress/url';
import { config, openStream } from '@realtime-events/client';
import type { CloudEvent } from '@realtime-events/client';
import { toParams } from '../../store/query';
import type { Query } from '../../store/query';
import { ExportWriter } from './export';
import type { ExportFormat } from './export';
import type { Sink } from './export-sink';

/**
 * Cuts a stream of NDJSON into events.
 *
 * @since 0.1.0
 */
export class LineReader {
	private rest = '';

	/**
	 * @param text What came next; an empty text ends the stream.
	 */
	public read( text: string ): CloudEvent[] {
		const lines = ( this.rest + text ).split( '\n' );
		this.rest = text === '' ? '' : ( lines.pop() ?? '' );
		return lines
			.filter( ( line ) => line.trim() !== '' )
			.map( ( line ) => JSON.parse( line ) as CloudEvent );
	}
}

interface Options {
	readonly query: Query;
	readonly format: ExportFormat;
	readonly sink: Sink;
	readonly signal: AbortSignal;
	/** Told how many are written, of how many. */
	readonly onProgress: ( done: number, total: number ) => void;
}

/** A site that fails on the way can only end: its answer has begun, with a status that says that all is well. */
const brokenOff = ( done: number, total: number ): string =>
	sprintf(
		/* translators: 1: number of events that came, 2: of how many. */
		_n(
			'The site sent only %1$d of %2$d event. Try again.',
			'The site sent only %1$d of %2$d events. Try again.',
			total,
			'realtime-events'
		),
		done,
		total
	);

/**
 * Writes everything that a filter shows to a file, while it comes: no more of
 * it is in memory than the network brings at a time.
 *
 * @since 0.1.0
 */
export async function exportEvents( {
	query,
	format,
	sink,
	signal,
	onProgress,
}: Options ): Promise< void > {
	try {
		const response = await openStream(
			addQueryArgs( '/events/export', {
				...toParams( query ),
				format: 'ndjson',
			} ),
			signal
		);
		const total = Number( response.headers.get( 'X-WP-Total' ) );
		const writer = new ExportWriter( format, config );
		const lines = new LineReader();
		let done = 0;
		const put = async ( text: string ) => {
			const events = lines.read( text );
			done += events.length;
			await sink.write( writer.page( events ) );
			onProgress( done, total );
		};
		await sink.write( writer.head() );
		const reader = response.body
			?.pipeThrough( new TextDecoderStream() )
			.getReader();
		for (;;) {
			const piece = await reader?.read();
			if ( ! piece || piece.done ) {
				break;
			}
			// An empty piece would say that this is the end.
			await ( piece.value === '' || put( piece.value ) );
		}
		await put( '' );
		if ( done < total ) {
			throw new Error( brokenOff( done, total ) );
		}
		await sink.write( writer.tail() );
		await sink.close();
	} catch ( error ) {
		await sink.abort();
		throw error;
	}
}
