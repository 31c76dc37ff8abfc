/** @since 0.1.0 */
export const STORE_NAME = 'realtime-events';

/** What a feed keeps in memory; older rows are read again when they are scrolled to. */
export const MAX_ROWS = 10_000;

/** What may wait behind the pill. With more, the feed begins anew from them. */
export const MAX_PENDING = 2_000;

export const PAGE_SIZE = 50;

/** More than this is shown as “99+”, and need not be counted with every event. */
export const MAX_UNREAD_COUNTED = 100;
