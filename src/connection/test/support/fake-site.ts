import type { CloudEvent } from '../../../protocol';
import { compareSequences } from '../../sequence';
import { SiteError } from '../../types';
import type { Clock, Credentials, Ledger, Page } from '../../types';

const PAGE_SIZE = 5;

export const HUB = 'https://hub.example.com';
export const OTHER_HUB = 'https://other.example.com';

/**
 * A site with a ledger whose rows become visible when their transaction ends.
 */
export class FakeSite implements Ledger {
	public failure: SiteError | null = null;
	/** Of its hub; empty where it has none. */
	public url = HUB;
	/** When it left the one before. */
	public since = 0;
	public requests = 0;
	private rows: CloudEvent[] = [];
	private lastSequence = 0;

	public constructor(
		private readonly clock: Pick< Clock, 'now' >,
		private readonly channel: ( sequence: number ) => string = () =>
			'editors'
	) {}

	/** Takes an id as an INSERT does; nobody sees the row before the commit. */
	public insert(): CloudEvent {
		const sequence = ++this.lastSequence;
		return {
			specversion: '1.0',
			id: `event-${ sequence }`,
			source: 'https://example.com',
			type: 'post.published',
			subject: `post/${ sequence }`,
			time: new Date( this.clock.now() ).toISOString(),
			data: {},
			sequence: String( sequence ),
			channel: this.channel( sequence ),
			severity: 'info',
		};
	}

	public commit( event: CloudEvent ): CloudEvent {
		this.rows.push( event );
		this.rows.sort( ( a, b ) =>
			compareSequences( a.sequence ?? '0', b.sequence ?? '0' )
		);
		return event;
	}

	public all(): readonly CloudEvent[] {
		return this.rows;
	}

	public async after( sequence: string ): Promise< Page > {
		this.answer();
		const rows = this.rows.filter(
			( row ) => compareSequences( row.sequence ?? '0', sequence ) > 0
		);
		return {
			events: rows.slice( 0, PAGE_SIZE ),
			more: rows.length > PAGE_SIZE,
			transport: this.url === '' ? null : 'hub',
		};
	}

	public async newest(): Promise< Page > {
		this.answer();
		return {
			events: this.rows.slice( -PAGE_SIZE ).reverse(),
			more: this.rows.length > PAGE_SIZE,
			transport: this.url === '' ? null : 'hub',
		};
	}

	public async credentials(
		wanted: readonly string[] = []
	): Promise< Credentials > {
		this.answer();
		return {
			site: 'example.com',
			url: this.url,
			path: '/socket.io/',
			profile: 'hub',
			transport: 'hub',
			reach: 'all',
			since: this.since,
			channels: [ 'public', 'editors', ...wanted ],
			...( this.url !== '' && {
				token: [ 'token', ...wanted ].join( ' ' ),
				lifetimeMs: 300_000,
			} ),
		};
	}

	private answer(): void {
		this.requests++;
		if ( this.failure ) {
			throw this.failure;
		}
	}
}
