import type { CloudEvent } from '../protocol';
import { Channels } from './channels';
import type { ConnectionOptions } from './connection-options';
import { INITIAL_STATE, step } from './machine';
import { publicPart } from './machine-types';
import type { Command, MachineState, Signal } from './machine-types';
import { newlyServed } from './newly-served';
import { Poller } from './poller';
import { PushLine } from './push-line';
import { TokenKeeper } from './token-keeper';
import { endByError, signalOfEnd, signalOfSite } from './troubles';
import { SiteError } from './types';
import type {
	Change,
	Closed,
	ConnectionState,
	Credentials,
	Presence,
} from './types';

/**
 * One browser's line to the site: carries out what the state machine decides.
 *
 * @since 0.1.0
 */
export class Connection {
	private state: MachineState = INITIAL_STATE;
	private timer: unknown = null;
	private unlisten: ( () => void ) | null = null;
	private readonly line: PushLine;
	private readonly channels: Channels;
	private readonly poller: Poller;
	private readonly tokens: TokenKeeper;

	public constructor( private readonly options: ConnectionOptions ) {
		const { inbox, ledger, clock, surroundings } = options;
		this.poller = new Poller(
			inbox,
			newlyServed( ledger, () => this.signal( { type: 'retry' } ) ),
			clock,
			surroundings,
			{
				answered: () => this.signal( { type: 'poll_answered' } ),
				failed: ( error ) => this.siteFailed( error ),
			}
		);
		this.channels = new Channels( inbox, ledger, clock, {
			joined: ( latencyMs ) => {
				this.signal( { type: 'subscribed', latencyMs } );
				this.heard();
			},
			dropped: ( closed ) => this.dropped( closed ),
			failed: ( error ) => this.failed( error ),
			needsToken: () => void this.tokens.renew(),
			presence: ( channel, presence ) =>
				options.listener.presence?.( channel, presence ),
		} );
		this.tokens = new TokenKeeper( clock, {
			take: () => options.credentials( this.channels.toBeNamed() ),
			isHere: ( credentials ) => this.line.isAt( credentials ),
			moved: () => this.signal( { type: 'moved' } ),
			renew: ( token, answered ) =>
				this.line.current()?.renew( token, ( answer ) => {
					answered( answer );
					if ( answer?.ok ) {
						this.channels.tokenTaken();
					}
				} ),
			failed: ( error ) => this.siteFailed( error ),
			refused: ( code ) =>
				this.dropped( { reason: 'token_refused', code, afterMs: 0 } ),
		} );
		this.line = this.createLine();
	}

	public start(): void {
		this.unlisten ??= this.options.surroundings.watch( ( change ) =>
			this.changed( change )
		);
		this.signal( { type: 'start' } );
		if ( ! this.options.surroundings.isOnline() ) {
			this.signal( { type: 'offline' } );
		}
	}

	public stop(): void {
		this.unlisten?.();
		this.unlisten = null;
		this.signal( { type: 'stop' } );
	}

	/** Tries at once, whatever pause is due. */
	public retry(): void {
		this.signal( { type: 'retry' } );
		this.poller.hurry();
	}

	public current(): ConnectionState {
		return this.state;
	}

	/** Joins a channel besides those that the site names: a post's, a page's. */
	public join( channel: string ): void {
		this.channels.subscriptions.join( channel );
	}

	public leave( channel: string ): void {
		this.channels.leave( channel );
	}

	/** Is told who is in channels without being in them. */
	public watch( channels: readonly string[] ): void {
		this.channels.watch( channels );
	}

	public unwatch( channels: readonly string[] ): void {
		this.channels.unwatch( channels );
	}

	public setState(
		channel: string,
		state: Readonly< Record< string, unknown > > | null
	): void {
		this.line.current()?.setState( channel, state );
	}

	/** What a tab that joins later has to be told. */
	public presences(): Array< [ string, Presence ] > {
		return this.channels.presences();
	}

	private signal( signal: Signal ): void {
		const { clock, random, listener } = this.options;
		const [ next, commands ] = step( this.state, signal, {
			now: clock.now(),
			random: random(),
		} );
		const changed = next !== this.state;
		this.state = next;
		commands.forEach( ( command ) => this.carryOut( command ) );
		// A command may have signalled in turn, and told a later state already.
		if ( changed && this.state === next ) {
			listener.state?.( publicPart( next ) );
		}
	}

	private carryOut( command: Command ): void {
		const { clock } = this.options;
		switch ( command.do ) {
			case 'open':
				void this.line.open();
				break;
			case 'close':
				this.close();
				break;
			case 'poll':
				this.poller.start();
				break;
			case 'poll_once_more':
				this.poller.finish();
				break;
			case 'stop_polling':
				this.poller.stop();
				break;
			case 'wait':
				clock.clearTimeout( this.timer );
				this.timer = clock.setTimeout(
					() => this.signal( { type: 'retry' } ),
					command.ms
				);
				break;
			case 'stop_waiting':
				clock.clearTimeout( this.timer );
				break;
		}
	}

	private createLine(): PushLine {
		const { options, channels, tokens } = this;
		const { subscriptions } = channels;
		const take = async () => {
			const [ credentials ] = await Promise.all( [
				tokens.fresh(),
				options.ready,
			] );
			return credentials;
		};
		return new PushLine( take, options.transportFor, {
			opened: ( transport, { channels: named, since } ) => {
				options.inbox.enter( since ?? null );
				channels.begin( transport, named );
			},
			listening: ( { reach } ) => this.relayed( reach ),
			rang: ( hint ) => this.rang( hint ),
			events: ( message ) => subscriptions.received( message ),
			presence: ( message ) => channels.presenceChanged( message ),
			signal: ( message ) => options.listener.signal?.( message ),
			resync: ( message ) => subscriptions.subscribe( message.channels ),
			cut: ( { code } ) => this.signal( { type: 'cut', code } ),
			tokenExpired: () => void tokens.renew(),
			heard: () => this.heard(),
			closed: ( closed ) => this.dropped( closed ),
			hubless: () => this.signal( { type: 'hubless' } ),
			failed: ( error ) => this.failed( error ),
		} );
	}

	private relayed( reach: Credentials[ 'reach' ] ): void {
		const ringsForAll = reach === 'all';
		this.poller.setBell( ringsForAll ? 'everything' : 'none' );
		this.signal( {
			type: 'relayed',
			by: ringsForAll ? 'relay' : 'relay_public',
			polls: ! this.options.showsHints,
		} );
	}

	private rang( hint: CloudEvent ): void {
		if ( this.options.showsHints ) {
			this.options.inbox.push( [ hint ] );
		} else {
			this.poller.ring();
		}
	}

	private close(): void {
		this.tokens.forget();
		this.line.close();
		this.channels.end();
		this.poller.setBell( 'none' );
	}

	private dropped( closed: Closed ): void {
		this.signal( signalOfEnd( closed ) );
	}

	private siteFailed( error: SiteError ): void {
		this.signal( signalOfSite( error ) );
	}

	private failed( error: unknown ): void {
		if ( error instanceof SiteError ) {
			this.siteFailed( error );
		}
		this.dropped( endByError( error ) );
	}

	private heard(): void {
		// Only a line without a gap vouches for all that could be seen by now.
		if ( this.state.phase === 'live' ) {
			this.channels.subscriptions.heard();
		}
	}

	private changed( change: Change ): void {
		switch ( change ) {
			case 'offline':
			case 'online':
				this.signal( { type: change } );
				break;
			case 'woke':
				this.wake();
				break;
			case 'visibility':
				if ( this.options.surroundings.isVisible() ) {
					this.wake();
				}
		}
	}

	/** After a sleep nothing is sure: an open socket is asked, everything else tries now. */
	private wake(): void {
		if ( this.state.push !== 'open' ) {
			this.retry();
			return;
		}
		void this.tokens.renewIfDue();
		this.channels.refresh();
		this.poller.hurry();
	}
}
