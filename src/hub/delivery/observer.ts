/**
 * What delivery tells those who count. No method may throw.
 *
 * @since 0.1.0
 */
export interface DeliveryObserver {
	/** A batch left for all receivers of a room. */
	delivered: (
		site: string,
		events: number,
		receivers: number,
		oldestMs: number
	) => void;
	recovered: ( site: string, succeeded: boolean, events: number ) => void;
	/** The tail did not go on where the room stands. */
	gap: ( site: string ) => void;
}
