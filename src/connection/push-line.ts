import type {
	Credentials,
	PushFactory,
	PushHandlers,
	PushTransport,
} from './types';

/** @since 0.1.0 */
export interface LineHandlers extends Omit<
	PushHandlers,
	'opened' | 'listening'
> {
	opened: ( transport: PushTransport, credentials: Credentials ) => void;
	listening: ( credentials: Credentials ) => void;
	/** The site named no server that this browser could listen to. */
	hubless: () => void;
	/** Site or script could not be had. */
	failed: ( error: unknown ) => void;
}

/** What makes a server another one. */
const PLACE = [
	'site',
	'url',
	'path',
	'profile',
	'transport',
	'reach',
	// The same one again, after another, is not where it was.
	'since',
] as const satisfies ReadonlyArray< keyof Credentials >;

/**
 * The one connection that is open or being opened. What an older one still
 * says is heard by nobody.
 *
 * @since 0.1.0
 */
export class PushLine {
	private transport: PushTransport | null = null;
	/** What the hub called the last one that it took. */
	private previous: string | null = null;
	/** What the last attempt was made with. */
	private taken: Credentials | null = null;
	/** Grows with every attempt. */
	private attempt = 0;

	public constructor(
		private readonly take: () => Promise< Credentials >,
		private readonly transportFor: (
			credentials: Credentials
		) => PushFactory | null,
		private readonly handlers: LineHandlers
	) {}

	public current(): PushTransport | null {
		return this.transport;
	}

	/** Whether these lead where this line has gone. */
	public isAt( credentials: Credentials ): boolean {
		const { taken } = this;
		return (
			taken !== null &&
			PLACE.every( ( part ) => taken[ part ] === credentials[ part ] )
		);
	}

	public async open(): Promise< void > {
		const attempt = ++this.attempt;
		const isCurrent = () => attempt === this.attempt;
		try {
			const credentials = await this.take();
			if ( ! isCurrent() ) {
				return;
			}
			this.taken = credentials;
			const factory = this.transportFor( credentials );
			if ( ! factory ) {
				this.handlers.hubless();
				return;
			}
			const { previous } = this;
			const opened = await factory(
				{ ...credentials, ...( previous !== null && { previous } ) },
				this.handlersOf( credentials, isCurrent )
			);
			if ( isCurrent() ) {
				this.transport = opened;
			} else {
				opened.close();
			}
		} catch ( error ) {
			if ( isCurrent() ) {
				this.handlers.failed( error );
			}
		}
	}

	public close(): void {
		this.attempt++;
		this.transport?.close();
		this.transport = null;
	}

	private handlersOf(
		credentials: Credentials,
		isCurrent: () => boolean
	): PushHandlers {
		const { handlers } = this;
		const whileCurrent =
			< Told extends unknown[] >( tell: ( ...told: Told ) => void ) =>
			( ...told: Told ): void => {
				if ( isCurrent() ) {
					tell( ...told );
				}
			};
		return {
			opened: whileCurrent( ( transport: PushTransport, id: string ) => {
				this.transport = transport;
				this.previous = id;
				handlers.opened( transport, credentials );
			} ),
			listening: whileCurrent( ( transport: PushTransport ) => {
				this.transport = transport;
				handlers.listening( credentials );
			} ),
			rang: whileCurrent( handlers.rang ),
			events: whileCurrent( handlers.events ),
			presence: whileCurrent( handlers.presence ),
			signal: whileCurrent( handlers.signal ),
			resync: whileCurrent( handlers.resync ),
			cut: whileCurrent( handlers.cut ),
			tokenExpired: whileCurrent( handlers.tokenExpired ),
			heard: whileCurrent( handlers.heard ),
			closed: whileCurrent( handlers.closed ),
		};
	}
}
