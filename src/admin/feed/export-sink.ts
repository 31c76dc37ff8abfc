import { MEDIA_TYPES } from './export';
import type { ExportFormat } from './export';

/** Where a file is written to. */
export interface Sink {
	readonly write: ( text: string ) => Promise< void >;
	readonly close: () => Promise< void >;
	readonly abort: () => Promise< void >;
}

interface FileHandle {
	readonly createWritable: () => Promise< {
		readonly write: ( text: string ) => Promise< void >;
		readonly close: () => Promise< void >;
		readonly abort: () => Promise< void >;
	} >;
}

type SavePicker = ( options: {
	suggestedName: string;
} ) => Promise< FileHandle >;

const fileName = ( format: ExportFormat ): string =>
	`events-${ new Date()
		.toISOString()
		.slice( 0, 'yyyy-mm-dd'.length ) }.${ format }`;

/**
 * A file of the user's choice, written to as it comes. Browsers that cannot do
 * so keep it in memory and download it when it is whole.
 *
 * Has to be called in answer to a click: only then a browser asks for a place.
 *
 * @since 0.1.0
 *
 * @param format
 * @return Null where the user thought better of it.
 */
export async function openSink( format: ExportFormat ): Promise< Sink | null > {
	const { showSaveFilePicker: pick } = window as Window & {
		showSaveFilePicker?: SavePicker;
	};
	if ( ! pick ) {
		return blobSink( format );
	}
	try {
		const handle = await pick.call( window, {
			suggestedName: fileName( format ),
		} );
		return await handle.createWritable();
	} catch ( error ) {
		if ( ( error as Error ).name === 'AbortError' ) {
			return null;
		}
		// The browser may write nowhere here: as a frame of another site, for one.
		return blobSink( format );
	}
}

function blobSink( format: ExportFormat ): Sink {
	const parts: string[] = [];
	return {
		write: async ( text ) => {
			parts.push( text );
		},
		close: async () => {
			const link = document.createElement( 'a' );
			link.href = URL.createObjectURL(
				new Blob( parts, { type: MEDIA_TYPES[ format ] } )
			);
			link.download = fileName( format );
			link.click();
			// The browser reads the file when the click is handled.
			window.setTimeout( () => URL.revokeObjectURL( link.href ), 0 );
		},
		abort: async () => {
			parts.length = 0;
		},
	};
}
