import { randomUUID } from 'node:crypto';
import type { Broadcast, Shared } from './shared';

/** @since 0.1.0 */
export interface ExchangeOptions {
	readonly broadcast: Broadcast;
	readonly parts: readonly Shared[];
	/** Unix ms. */
	readonly now: () => number;
}

/** @since 0.1.0 */
export const EXCHANGE_TICK_MS = 250;
/** What was lost on the way is mended by then. */
const WHOLE_EVERY_MS = 10_000;
/** @since 0.1.0 */
export const NODE_LEASE_MS = 30_000;

interface Told {
	readonly node: string;
	readonly whole?: boolean;
	/** Whoever says it wants to know everything of everybody. */
	readonly hello?: true;
	readonly bye?: true;
	readonly parts?: Readonly< Record< string, unknown > >;
}

/**
 * Tells the other nodes what is shared and takes what they tell. A node that
 * says nothing for as long as its lease is gone, and so is what it told.
 *
 * @since 0.1.0
 */
export class Exchange {
	readonly #options: ExchangeOptions;
	readonly #node = randomUUID();
	/** Unix ms at which each was heard last. */
	readonly #heard = new Map< string, number >();
	#timer: NodeJS.Timeout | undefined;
	#toldWholeMs = Number.NEGATIVE_INFINITY;
	#isAsked = false;

	constructor( options: ExchangeOptions ) {
		this.#options = options;
	}

	/** Other nodes that are there. */
	get size(): number {
		return this.#heard.size;
	}

	async start(): Promise< void > {
		await this.#options.broadcast.listen( ( text ) => this.#hear( text ) );
		await this.#send( { node: this.#node, hello: true } );
		this.#timer = setInterval(
			() => void this.tick(),
			EXCHANGE_TICK_MS
		).unref();
	}

	async close(): Promise< void > {
		clearInterval( this.#timer );
		await this.#send( { node: this.#node, bye: true } );
	}

	async tick(): Promise< void > {
		const { parts, now } = this.#options;
		this.#forgetSilent();
		const whole =
			this.#isAsked || now() - this.#toldWholeMs >= WHOLE_EVERY_MS;
		const told = Object.fromEntries(
			parts
				.map( ( part ) => [
					part.name,
					whole ? part.all() : part.changes(),
				] )
				.filter( ( [ , payload ] ) => payload !== null )
		);
		if ( ! whole && Object.keys( told ).length === 0 ) {
			return;
		}
		if ( whole ) {
			this.#isAsked = false;
			this.#toldWholeMs = now();
			parts.forEach( ( part ) => part.changes() );
		}
		await this.#send( { node: this.#node, whole, parts: told } );
	}

	async #send( told: Told ): Promise< void > {
		try {
			await this.#options.broadcast.send( JSON.stringify( told ) );
		} catch {
			// The changes are lost with it, so that all is told as soon as it can be.
			this.#isAsked = true;
		}
	}

	#hear( text: string ): void {
		const told = parse( text );
		if ( ! told || told.node === this.#node ) {
			return;
		}
		if ( told.bye ) {
			this.#forget( told.node );
			return;
		}
		this.#isAsked ||= told.hello === true;
		this.#heard.set( told.node, this.#options.now() );
		for ( const part of this.#options.parts ) {
			const payload = told.parts?.[ part.name ];
			if ( payload !== undefined ) {
				part.take( told.node, payload, told.whole === true );
			}
		}
	}

	#forgetSilent(): void {
		const oldest = this.#options.now() - NODE_LEASE_MS;
		for ( const [ node, heardMs ] of this.#heard ) {
			if ( heardMs < oldest ) {
				this.#forget( node );
			}
		}
	}

	#forget( node: string ): void {
		this.#heard.delete( node );
		this.#options.parts.forEach( ( part ) => part.forget( node ) );
	}
}

function parse( text: string ): Told | null {
	try {
		const told = JSON.parse( text ) as Told | null;
		return typeof told?.node === 'string' ? told : null;
	} catch {
		return null;
	}
}
