import type { Notice, NoticeListener } from './event-log';
import type { RedisConnection } from './redis-connection';
import { assertDone } from './redis-replies';
import { NOTIFY } from './redis-scripts';

/** @since 0.1.0 */
export interface RedisNoticesOptions {
	readonly connection: RedisConnection;
	readonly tailKey: string;
	readonly tailEntries: number;
	readonly keptKey: string;
	/** Unix ms. */
	readonly now: () => number;
}

const MS_PER_SECOND = 1000;

/**
 * What one node tells all others by the tail of the log, so that it keeps its
 * place among the events. What is to be kept stands beside it as well, for
 * nodes that were not there.
 *
 * @since 0.1.0
 */
export class RedisNotices {
	readonly #options: RedisNoticesOptions;
	readonly #listeners: NoticeListener[] = [];

	constructor( options: RedisNoticesOptions ) {
		this.#options = options;
	}

	onNotice( listener: NoticeListener ): void {
		this.#listeners.push( listener );
	}

	tell( notice: Notice ): void {
		this.#listeners.forEach( ( listener ) => listener( notice ) );
	}

	async send( {
		site,
		kind,
		body,
		keepSeconds = 0,
	}: Notice ): Promise< void > {
		const { connection, tailKey, tailEntries, keptKey, now } =
			this.#options;
		assertDone(
			await connection.script(
				NOTIFY,
				[ tailKey, keptKey ],
				[
					String( tailEntries ),
					site,
					kind,
					body,
					String( now() ),
					String( keepSeconds * MS_PER_SECOND ),
				]
			)
		);
	}

	/** Tells of what came while nobody read here, and of some that was told. */
	async repeatKept(): Promise< void > {
		const { connection, keptKey, now } = this.#options;
		const reply = await connection.command( [
			'ZRANGEBYSCORE',
			keptKey,
			String( now() ),
			'+inf',
		] );
		for ( const member of Array.isArray( reply ) ? reply : [] ) {
			// As NOTIFY joins them; neither site nor kind has a line break.
			const [ site = '', kind = '', ...body ] =
				String( member ).split( '\n' );
			this.tell( { site, kind, body: body.join( '\n' ) } );
		}
	}
}
