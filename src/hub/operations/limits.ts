import type { HubConfig } from '../config/types';
import type { Shared } from '../nodes/shared';
import { SharedCounts } from '../nodes/shared-counts';
import { RateLimiter } from './rate-limiter';

/** Requests of one site; each may carry 500 events. */
const REQUESTS_OF_SITE = { perSecond: 1000, burst: 5000 };
/** Wrong signatures and keys from one address: checking them costs a hash over the body. */
const FAILURES_OF_IP = { perSecond: 5, burst: 50 };
/** All that an address may have may come at once, twice: a restart and a reload of every page. */
const BURST_OF_SHARE = 2;
/** After that, its whole share every so many seconds. */
const SECONDS_PER_SHARE = 4;
/** What a rate allows in so many seconds may come at once: everybody returns after a restart. */
const BURST_SECONDS = 10;
/** Other nodes need not know of addresses that have less than this part of their share. */
const TOLD_PART = 1 / 16;

/**
 * What one address and one site may have, over all nodes of a hub.
 *
 * @since 0.1.0
 */
export class Limits {
	readonly requestsOfSite: RateLimiter;
	readonly failuresOfIp: RateLimiter;
	readonly connectsOfIp: RateLimiter;
	readonly messagesOfIp: RateLimiter;
	readonly messagesOfSite: RateLimiter;
	/** Channels that are asked for. */
	readonly joinsOfIp: RateLimiter;
	readonly joinsOfSite: RateLimiter;
	readonly connectionsOfIp: SharedCounts;
	readonly connectionsOfSite = new SharedCounts( 'connectionsOfSite' );

	constructor( config: HubConfig, now: () => number ) {
		const { maxConnectionsPerIp: share } = config;
		const rate = ( perSecond: number ) =>
			new RateLimiter(
				{ perSecond, burst: perSecond * BURST_SECONDS },
				now
			);
		this.requestsOfSite = new RateLimiter( REQUESTS_OF_SITE, now );
		this.failuresOfIp = new RateLimiter( FAILURES_OF_IP, now );
		this.connectsOfIp = new RateLimiter(
			{
				perSecond: share / SECONDS_PER_SHARE,
				burst: share * BURST_OF_SHARE,
			},
			now
		);
		this.messagesOfIp = rate( config.maxMessagesPerIp );
		this.messagesOfSite = rate( config.maxMessagesPerSite );
		this.joinsOfIp = rate( config.maxJoinsPerIp );
		this.joinsOfSite = rate( config.maxJoinsPerSite );
		this.connectionsOfIp = new SharedCounts(
			'connectionsOfIp',
			Math.ceil( share * TOLD_PART )
		);
	}

	/** All of it, for the other nodes. */
	share(): Shared[] {
		return [
			this.connectionsOfIp,
			this.connectionsOfSite,
			this.requestsOfSite.share( 'requestsOfSite' ),
			this.failuresOfIp.share( 'failuresOfIp' ),
			this.connectsOfIp.share( 'connectsOfIp' ),
			this.messagesOfIp.share( 'messagesOfIp' ),
			this.messagesOfSite.share( 'messagesOfSite' ),
			this.joinsOfIp.share( 'joinsOfIp' ),
			this.joinsOfSite.share( 'joinsOfSite' ),
		];
	}
}
