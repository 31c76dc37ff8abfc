/**
 * How many notices may be seen at once, and for how long.
 *
 * @since 0.1.0
 */
export interface QueueOptions {
	/** Notices seen at once, at least 1. */
	readonly stack: number;
	/** How long one stays; 0: until it is dismissed or replaced. */
	readonly showMs: number;
	/** Least time between two arrivals. */
	readonly everyMs: number;
	/** How long an event is held back before it is told. */
	readonly delayMs: number;
}

/** @since 0.1.0 */
export interface Queued {
	readonly id: string;
}

interface Waiting< Notice > {
	readonly notice: Notice;
	readonly dueAt: number;
}

interface Shown< Notice > {
	readonly notice: Notice;
	/** Infinity: it stays. */
	readonly until: number;
}

/** @since 0.1.0 */
export interface Queue< Notice extends Queued > {
	readonly shown: ReadonlyArray< Shown< Notice > >;
	readonly waiting: ReadonlyArray< Waiting< Notice > >;
	readonly lastShownAt: number;
	/** Since when somebody reads; null while nobody does. */
	readonly pausedAt: number | null;
}

/** A flood leaves the newest: nobody wants to watch an hour of yesterday pass by. */
const MAX_WAITING = 20;

/** @since 0.1.0 */
export function emptyQueue< Notice extends Queued >(): Queue< Notice > {
	return {
		shown: [],
		waiting: [],
		lastShownAt: Number.NEGATIVE_INFINITY,
		pausedAt: null,
	};
}

/**
 * Something arrived: it waits for its turn.
 *
 * @since 0.1.0
 *
 * @param queue
 * @param notice
 * @param now     In ms.
 * @param options
 */
export function arrive< Notice extends Queued >(
	queue: Queue< Notice >,
	notice: Notice,
	now: number,
	options: QueueOptions
): Queue< Notice > {
	const isKnown = [ ...queue.shown, ...queue.waiting ].some(
		( entry ) => entry.notice.id === notice.id
	);
	if ( isKnown ) {
		return queue;
	}
	const waiting = [
		...queue.waiting,
		{ notice, dueAt: now + options.delayMs },
	].slice( -MAX_WAITING );
	return { ...queue, waiting };
}

/**
 * Lets time pass: what is over leaves, what is due comes. Where the stack is
 * full the oldest makes room. While somebody reads, nothing comes or goes.
 *
 * @since 0.1.0
 *
 * @param queue
 * @param now     In ms.
 * @param options
 */
export function advance< Notice extends Queued >(
	queue: Queue< Notice >,
	now: number,
	options: QueueOptions
): Queue< Notice > {
	if ( queue.pausedAt !== null ) {
		return queue;
	}
	let shown = queue.shown.filter( ( { until } ) => until > now );
	let { waiting, lastShownAt } = queue;
	const next = waiting.find( ( { dueAt } ) => dueAt <= now );
	if ( next && now - lastShownAt >= options.everyMs ) {
		const until =
			options.showMs > 0
				? now + options.showMs
				: Number.POSITIVE_INFINITY;
		shown = [ ...shown, { notice: next.notice, until } ].slice(
			-options.stack
		);
		waiting = waiting.filter( ( entry ) => entry !== next );
		lastShownAt = now;
	}
	const isSame =
		shown.length === queue.shown.length && waiting === queue.waiting;
	return isSame ? queue : { ...queue, shown, waiting, lastShownAt };
}

/**
 * When `advance()` is worth calling next, in ms; null where nothing is to come.
 *
 * @since 0.1.0
 *
 * @param queue
 * @param options
 */
export function nextMoment(
	queue: Queue< Queued >,
	options: QueueOptions
): number | null {
	if ( queue.pausedAt !== null ) {
		return null;
	}
	const moments = [
		...queue.shown.map( ( { until } ) => until ),
		...queue.waiting.map( ( { dueAt } ) =>
			Math.max( dueAt, queue.lastShownAt + options.everyMs )
		),
	].filter( Number.isFinite );
	return moments.length > 0 ? Math.min( ...moments ) : null;
}

/**
 * Somebody reads: the clock of every notice stands still.
 *
 * @since 0.1.0
 *
 * @param queue
 * @param now
 */
export function pause< Notice extends Queued >(
	queue: Queue< Notice >,
	now: number
): Queue< Notice > {
	return queue.pausedAt === null ? { ...queue, pausedAt: now } : queue;
}

/** @since 0.1.0 */
export function resume< Notice extends Queued >(
	queue: Queue< Notice >,
	now: number
): Queue< Notice > {
	if ( queue.pausedAt === null ) {
		return queue;
	}
	const stood = now - queue.pausedAt;
	return {
		...queue,
		shown: queue.shown.map( ( { notice, until } ) => ( {
			notice,
			until: until + stood,
		} ) ),
		pausedAt: null,
	};
}

/** @since 0.1.0 */
export function dismiss< Notice extends Queued >(
	queue: Queue< Notice >,
	id: string
): Queue< Notice > {
	return {
		...queue,
		shown: queue.shown.filter( ( { notice } ) => notice.id !== id ),
	};
}
