import {
	appendFile,
	mkdtemp,
	rename,
	rm,
	truncate,
	writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LogEntry } from '../../log/event-log';
import { MemoryLog } from '../../log/memory-log';
import { createLogger } from '../../operations/logger';
import { Metrics } from '../../operations/metrics';
import { until } from '../../../../tests/hub/support/client';
import { event } from '../../../../tests/hub/support/publishing';
import { EventFile } from '../event-file';
import { Ingest } from '../ingest';

describe( 'EventFile', () => {
	let folder: string;
	let path: string;
	let entries: LogEntry[];
	let files: EventFile[];

	const now = () => 0;
	const createIngest = () => {
		const log = new MemoryLog( {
			epoch: 'e',
			maxEvents: 1000,
			maxAgeMs: 1000,
			now,
		} );
		log.tail( ( batch ) => entries.push( ...batch.entries ) );
		return new Ingest( { log, metrics: new Metrics( now ), now } );
	};

	const watch = async () => {
		const logger = createLogger( 'silent' );
		const file = new EventFile( {
			path,
			site: 's',
			ingest: createIngest(),
			logger,
			pollMs: 5,
		} );
		files.push( file );
		await file.start();
		return file;
	};

	const line = () => {
		const one = event();
		return { id: one.id, text: `${ JSON.stringify( one ) }\n` };
	};

	const received = async ( count: number ) => {
		await until( () => entries.length >= count );
		return entries.map( ( { id } ) => id );
	};

	beforeEach( async () => {
		folder = await mkdtemp( join( tmpdir(), 'event-file-' ) );
		path = join( folder, 'events.ndjson' );
		entries = [];
		files = [];
	} );

	afterEach( async () => {
		await Promise.all( files.map( ( file ) => file.close() ) );
		await rm( folder, { recursive: true } );
	} );

	it( 'takes what is there and what is appended, also before there is a file', async () => {
		await watch();
		const [ a, b, c ] = [ line(), line(), line() ];
		await writeFile( path, a.text );
		expect( await received( 1 ) ).toEqual( [ a.id ] );
		await appendFile( path, b.text + c.text );
		expect( await received( 3 ) ).toEqual( [ a.id, b.id, c.id ] );
	} );

	it( 'waits for the end of a line', async () => {
		const [ a, b ] = [ line(), line() ];
		await writeFile( path, a.text + b.text.slice( 0, 20 ) );
		await watch();
		expect( await received( 1 ) ).toEqual( [ a.id ] );
		await appendFile( path, b.text.slice( 20 ) );
		expect( await received( 2 ) ).toEqual( [ a.id, b.id ] );
	} );

	it( 'goes on in the new file after a rotation, with the rest of the old one first', async () => {
		const [ a, b, c ] = [ line(), line(), line() ];
		await writeFile( path, a.text );
		await watch();
		expect( await received( 1 ) ).toEqual( [ a.id ] );
		await appendFile( path, b.text );
		await rename( path, `${ path }.1` );
		await writeFile( path, c.text );
		expect( await received( 3 ) ).toEqual( [ a.id, b.id, c.id ] );
	} );

	it( 'begins again after a truncation', async () => {
		const [ a, b, c ] = [ line(), line(), line() ];
		await writeFile( path, a.text + b.text );
		await watch();
		expect( await received( 2 ) ).toEqual( [ a.id, b.id ] );
		await truncate( path, 0 );
		await appendFile( path, c.text );
		expect( await received( 3 ) ).toEqual( [ a.id, b.id, c.id ] );
	} );

	it( 'keeps its place over a restart', async () => {
		const [ a, b ] = [ line(), line() ];
		await writeFile( path, a.text );
		const first = await watch();
		expect( await received( 1 ) ).toEqual( [ a.id ] );
		await first.close();
		await appendFile( path, b.text );
		// Another log, which would take the first one again.
		entries = [];
		await watch();
		expect( await received( 1 ) ).toEqual( [ b.id ] );
	} );

	it( 'reads the rest of a file that was set aside while it was down, and then the new one', async () => {
		const [ a, b, c, d ] = [ line(), line(), line(), line() ];
		await writeFile( path, a.text );
		const first = await watch();
		expect( await received( 1 ) ).toEqual( [ a.id ] );
		await first.close();
		await appendFile( path, b.text );
		await rename( path, join( folder, 'events.1.ndjson' ) );
		await writeFile( path, c.text );
		entries = [];
		await watch();
		expect( await received( 2 ) ).toEqual( [ b.id, c.id ] );
		await appendFile( path, d.text );
		expect( await received( 3 ) ).toEqual( [ b.id, c.id, d.id ] );
	} );

	it( 'steps over lines that are no events', async () => {
		const [ a, b ] = [ line(), line() ];
		await writeFile(
			path,
			`nonsense\n\n${ 'x'.repeat( 600_000 ) }\n${ a.text }{"id":1}\n${ b.text }`
		);
		await watch();
		expect( await received( 2 ) ).toEqual( [ a.id, b.id ] );
	} );
} );
