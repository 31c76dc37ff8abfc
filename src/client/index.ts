import { dispatch, register } from '@wordpress/data';
import { SharedConnection, canPush } from '../connection';
import type { ConnectionState, Credentials } from '../connection';
import type { CloudEvent, EventData } from '../protocol';
import { store } from '../store';
import { clock, locks, openTabChannel, watchBrowser } from './browser';
import { config } from './config';
import { FrameBatch } from './frame-batch';
import {
	ledger,
	openStream,
	readHistory,
	request,
	takeCredentials,
} from './rest';
import { sendEvent } from './trigger';
import { TypeListeners } from './type-listeners';

register( store );

const actions = dispatch( store );
const listeners = new TypeListeners();
const batch = new FrameBatch( ( { events, completeFrom } ) =>
	actions.receive( events, completeFrom, config.types )
);

const connection = new SharedConnection( {
	tabId: `${ Date.now().toString( 36 ) }-${ Math.random()
		.toString( 36 )
		.slice( 2 ) }`,
	name: `realtime-events:${ config.siteId }:${ config.user.id }`,
	locks,
	tabChannel: openTabChannel,
	ledger,
	credentials: takeCredentials,
	transportFor: ( credentials: Credentials ) =>
		canPush( credentials ) ? openSocket : null,
	clock,
	surroundings: watchBrowser(),
	random: Math.random,
} );

connection.listen( {
	delivery: ( delivery ) => {
		batch.add( delivery );
		listeners.tell( delivery.events );
	},
	state: ( state ) => void actions.setConnection( state ),
	presence: ( channel, presence ) =>
		void actions.setPresence( channel, presence ),
} );

/** The code of the sockets is loaded once there is a server to connect to. */
const openSocket: ReturnType<
	ConstructorParameters< typeof SharedConnection >[ 0 ][ 'transportFor' ]
> = async ( credentials, handlers ) => {
	const { openTransport } = await import(
		/* webpackChunkName: "socket" */ '../connection/transports'
	);
	return openTransport( credentials, handlers );
};

/**
 * Begins to listen; a second call changes nothing.
 *
 * @since 0.1.0
 *
 * @param history What the screen is reading of the ledger, so that nothing
 *                falls between it and what is pushed.
 */
export function start( history?: Promise< readonly CloudEvent[] > ): void {
	connection.start( history );
}

/**
 * Reads the newest events, whatever a feed's filter is.
 *
 * @since 0.1.0
 *
 * @return Newest first.
 */
export const readNewest = async (): Promise< readonly CloudEvent[] > =>
	( await ledger.newest() ).events;

/**
 * Calls back with every new event of a type.
 *
 * @since 0.1.0
 *
 * @example
 * const stop = wp.realtimeEvents.on( 'post.*', ( event ) => event.subject );
 *
 * @param type     A type, `post.*` for all that begin so, or `*` for all.
 * @param callback Gets each event once.
 * @return Stops calling back.
 */
export function on(
	type: string,
	callback: ( event: CloudEvent ) => void
): () => void {
	connection.start();
	return listeners.add( type, callback );
}

/**
 * Calls back with all new events, as they come: several at once where they
 * come together.
 *
 * @since 0.1.0
 *
 * @param callback Gets each event once, oldest first.
 * @return Stops calling back.
 */
export const onEvents = (
	callback: ( events: readonly CloudEvent[] ) => void
): ( () => void ) =>
	connection.listen( { delivery: ( { events } ) => callback( events ) } );

/**
 * Calls back with the state of the connection, now and whenever it changes.
 *
 * @since 0.1.0
 *
 * @param callback
 * @return Stops calling back.
 */
export function onConnectionChange(
	callback: ( state: ConnectionState ) => void
): () => void {
	callback( connection.current() );
	return connection.listen( { state: callback } );
}

/**
 * Connects at once instead of after the pause.
 *
 * @since 0.1.0
 */
export const retry = (): void => connection.retry();

/**
 * Whether this tab is the one of the browser that has the socket.
 *
 * @since 0.1.0
 */
export const leads = (): boolean => connection.leads();

/**
 * Joins a channel that is not among the user's own: `postType/post:42`.
 *
 * @since 0.1.0
 *
 * @param channel
 * @return Leaves it.
 */
export function join( channel: string ): () => void {
	connection.join( channel );
	return () => connection.leave( channel );
}

/**
 * Looks at who is in channels without being in them, and without hearing what
 * happens there: of all posts in a list. The store's `getPresence()` has it,
 * for those that this user may join.
 *
 * @since 0.1.0
 *
 * @param channels At most 100 by all that is watched and joined in this browser.
 * @return Looks away.
 */
export function watch( channels: readonly string[] ): () => void {
	connection.watch( channels );
	return () => connection.unwatch( channels );
}

/**
 * Tells the others in a joined channel something about oneself: `{ editing: true }`.
 *
 * @since 0.1.0
 *
 * @param channel
 * @param state   At most 1 KiB as JSON; null: nothing any more.
 */
export const setState = (
	channel: string,
	state: Readonly< Record< string, unknown > > | null
): void => connection.setState( channel, state );

/**
 * Publishes an event, as the user of this page and within that user's rights.
 * It comes back to every screen that may see it, this one too.
 *
 * @since 0.1.0
 *
 * @example
 * await wp.realtimeEvents.trigger( 'oven.heated', { degrees: 230 } );
 *
 * @param type Name of its type.
 * @param data What it is about.
 * @param args `subject`, `channel` and `severity`, where the type's own are not meant.
 * @return The event as it is stored. Rejects with a SiteError: `status`, `code`, `message`.
 */
export async function trigger(
	type: string,
	data: EventData = {},
	args: Partial< Pick< CloudEvent, 'subject' | 'channel' | 'severity' > > = {}
): Promise< CloudEvent > {
	return sendEvent( { ...args, type, data } );
}

export { config, openStream, readHistory, request, store };
export type { Config, TypeLooks } from './config';
export type { ConnectionState } from '../connection';
export type { CloudEvent } from '../protocol';
