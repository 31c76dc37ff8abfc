import type { CloudEvent, Config } from '@realtime-events/client';
import { plainSentence } from '../components';

/** @since 0.1.0 */
export type ExportFormat = 'csv' | 'json' | 'ndjson';

/** @since 0.1.0 */
export const MEDIA_TYPES: Record< ExportFormat, string > = {
	csv: 'text/csv;charset=utf-8',
	json: 'application/json',
	ndjson: 'application/x-ndjson',
};

const COLUMNS = [
	'time',
	'type',
	'severity',
	'sentence',
	'actorname',
	'actorid',
	'subject',
	'channel',
	'origin',
	'sequence',
	'id',
	'data',
] as const;

/** Spreadsheets take a field that begins so for a formula, and run it. */
const FORMULA = /^[\s\u0000-\u001F]*[=+\-@|\uFF1D\uFF0B\uFF0D\uFF20]/u;

/**
 * Writes events as text, page after page.
 *
 * @since 0.1.0
 */
export class ExportWriter {
	private count = 0;

	public constructor(
		private readonly format: ExportFormat,
		private readonly facts: Pick< Config, 'types' | 'urls' >
	) {}

	/** What comes before the first event. */
	public head(): string {
		switch ( this.format ) {
			case 'csv':
				// Excel takes a file for UTF-8 only with this mark.
				return `\uFEFF${ COLUMNS.join( ',' ) }\r\n`;
			case 'json':
				return '[';
			default:
				return '';
		}
	}

	public page( events: readonly CloudEvent[] ): string {
		return events.map( ( event ) => this.one( event ) ).join( '' );
	}

	/** What comes after the last. */
	public tail(): string {
		return this.format === 'json' ? '\n]\n' : '';
	}

	private one( event: CloudEvent ): string {
		const isFirst = this.count++ === 0;
		switch ( this.format ) {
			case 'csv':
				return `${ this.csvFields( event )
					.map( csvField )
					.join( ',' ) }\r\n`;
			case 'json':
				return `${ isFirst ? '' : ',' }\n${ JSON.stringify( event ) }`;
			default:
				return `${ JSON.stringify( event ) }\n`;
		}
	}

	private csvFields( event: CloudEvent ): string[] {
		return COLUMNS.map( ( column ) => {
			switch ( column ) {
				case 'sentence':
					return plainSentence( event, this.facts );
				case 'data':
					return JSON.stringify( event.data );
				default:
					return event[ column ] ?? '';
			}
		} );
	}
}

/**
 * A field that no spreadsheet takes for anything but text.
 *
 * @since 0.1.0
 */
export function csvField( value: string ): string {
	const safe = FORMULA.test( value ) ? `'${ value }` : value;
	return /[",\r\n]/.test( safe )
		? `"${ safe.replaceAll( '"', '""' ) }"`
		: safe;
}
