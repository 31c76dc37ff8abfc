import {
	open,
	readFile,
	stat,
	writeFile,
	type FileHandle,
} from 'node:fs/promises';
import { MAX_EVENT_BYTES, MAX_SENT_BATCH_EVENTS } from '../../protocol';
import type { Logger } from '../operations/logger';
import type { Ingest } from './ingest';

/** @since 0.1.0 */
export interface EventFileOptions {
	/** File with one CloudEvent a line. */
	readonly path: string;
	readonly site: string;
	readonly ingest: Ingest;
	readonly logger: Logger;
	readonly pollMs?: number;
}

interface Position {
	/** Which file it was: a rotated one has another number. */
	readonly inode: number;
	readonly offset: number;
}

const POLL_MS = 200;
const CHUNK_BYTES = 256 * 1024;
/** A line that is longer is no event. */
const MAX_LINE_BYTES = 2 * MAX_EVENT_BYTES;
const NEWLINE = 0x0a;
const START: Position = { inode: 0, offset: 0 };

/**
 * Takes events from a file that a site appends to. It goes on where it stopped,
 * also over a restart, a rotation and a truncation; what it reads twice is a
 * duplicate for the log.
 *
 * @since 0.1.0
 */
export class EventFile {
	readonly #options: EventFileOptions;
	#file: FileHandle | null = null;
	#position = START;
	#timer: NodeJS.Timeout | null = null;
	#reading: Promise< void > = Promise.resolve();
	#isClosed = false;
	/** In the middle of a line that is too long. */
	#isSkipping = false;
	#wasAbsent = false;

	constructor( options: EventFileOptions ) {
		this.#options = options;
	}

	async start(): Promise< void > {
		this.#position = await this.#restore();
		this.#schedule( 0 );
	}

	async close(): Promise< void > {
		this.#isClosed = true;
		clearTimeout( this.#timer ?? undefined );
		await this.#reading;
		await this.#file?.close();
	}

	#schedule( ms: number ): void {
		if ( this.#isClosed ) {
			return;
		}
		this.#timer = setTimeout( () => {
			this.#reading = this.#poll()
				.catch( ( error: unknown ) => this.#tell( error ) )
				.then( () =>
					this.#schedule( this.#options.pollMs ?? POLL_MS )
				);
		}, ms );
	}

	async #poll(): Promise< void > {
		const before = this.#position;
		if ( ! this.#file ) {
			await this.#open();
		}
		await this.#readOn();
		const { ino, size } = await stat( this.#options.path );
		if ( ino !== this.#position.inode ) {
			// What was written between the last read and the rotation is in the old one still.
			await this.#readOn();
			await this.#close();
			this.#position = START;
		} else if ( size < this.#position.offset ) {
			this.#position = { inode: ino, offset: 0 };
			this.#isSkipping = false;
		}
		if (
			before.offset !== this.#position.offset ||
			before.inode !== this.#position.inode
		) {
			await writeFile(
				this.#statePath,
				JSON.stringify( this.#position )
			);
		}
	}

	async #open(): Promise< void > {
		const file = await open( await this.#pathToOpen(), 'r' );
		const { ino, size } = await file.stat();
		const goesOn =
			ino === this.#position.inode && size >= this.#position.offset;
		this.#file = file;
		this.#position = goesOn ? this.#position : { inode: ino, offset: 0 };
		this.#isSkipping = false;
		this.#wasAbsent = false;
	}

	/** The rest of a file that was set aside while nobody read comes first. */
	async #pathToOpen(): Promise< string > {
		const { path } = this.#options;
		const former = path.replace( /(\.[^./]*)?$/, '.1$1' );
		const isThere = ( { inode }: Position ) =>
			stat( former ).then(
				( { ino } ) => ino === inode,
				() => false
			);
		return ( await isThere( this.#position ) ) ? former : path;
	}

	async #close(): Promise< void > {
		await this.#file?.close();
		this.#file = null;
	}

	async #readOn(): Promise< void > {
		const chunk = Buffer.allocUnsafe( CHUNK_BYTES );
		while ( this.#file && ! this.#isClosed ) {
			const { bytesRead } = await this.#file.read(
				chunk,
				0,
				CHUNK_BYTES,
				this.#position.offset
			);
			const taken =
				bytesRead > 0
					? await this.#take( chunk.subarray( 0, bytesRead ) )
					: 0;
			if ( taken === 0 ) {
				return;
			}
			const { inode, offset } = this.#position;
			this.#position = { inode, offset: offset + taken };
		}
	}

	/** @return How many bytes are done with: up to the last whole line. */
	async #take( bytes: Buffer ): Promise< number > {
		const end = bytes.lastIndexOf( NEWLINE ) + 1;
		if ( end === 0 ) {
			// Perhaps the line is still being written; perhaps it is none.
			if ( bytes.length < MAX_LINE_BYTES && ! this.#isSkipping ) {
				return 0;
			}
			this.#isSkipping = true;
			return bytes.length;
		}
		const lines = bytes.subarray( 0, end ).toString( 'utf8' ).split( '\n' );
		if ( this.#isSkipping ) {
			lines.shift();
			this.#isSkipping = false;
		}
		const events = lines.flatMap( ( line ) =>
			line.trim() ? [ parse( line ) ] : []
		);
		for ( let i = 0; i < events.length; i += MAX_SENT_BATCH_EVENTS ) {
			const batch = events.slice( i, i + MAX_SENT_BATCH_EVENTS );
			const { results } = await this.#options.ingest.take(
				this.#options.site,
				batch
			);
			const rejected = results.filter(
				( { status } ) => status === 'rejected'
			).length;
			if ( rejected > 0 ) {
				this.#options.logger.warn(
					{ rejected },
					'lines of the event file are no events'
				);
			}
		}
		return end;
	}

	get #statePath(): string {
		return `${ this.#options.path }.position`;
	}

	async #restore(): Promise< Position > {
		try {
			const { inode, offset } = JSON.parse(
				await readFile( this.#statePath, 'utf8' )
			);
			return Number.isSafeInteger( inode ) &&
				Number.isSafeInteger( offset ) &&
				offset >= 0
				? { inode, offset }
				: START;
		} catch {
			return START;
		}
	}

	#tell( error: unknown ): void {
		const isAbsent = ( error as { code?: string } ).code === 'ENOENT';
		if ( ! isAbsent || ! this.#wasAbsent ) {
			this.#options.logger.warn( { err: error }, 'event file not read' );
		}
		this.#wasAbsent = isAbsent;
	}
}

/** What is no JSON is judged like any other event that is none. */
function parse( line: string ): unknown {
	try {
		return JSON.parse( line );
	} catch {
		return null;
	}
}
