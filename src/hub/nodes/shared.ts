/**
 * What the nodes of a hub tell each other about: none of it has to be exact,
 * none of it is kept, and all of it is told again after a while.
 *
 * @since 0.1.0
 */
export interface Shared {
	readonly name: string;

	/** What changed on this node since the last call, as JSON can hold it; null where nothing did. */
	changes: () => unknown;

	/** All there is on this node, for nodes that know nothing of it yet. */
	all: () => unknown;

	/**
	 * Takes what another node told. It came over the wire: anything but the
	 * expected form is left out.
	 *
	 * @param node    Which one.
	 * @param payload What it told.
	 * @param isWhole Whether that is all there is on it.
	 */
	take: ( node: string, payload: unknown, isWhole: boolean ) => void;

	/** A node is gone. */
	forget: ( node: string ) => void;
}

/**
 * Reaches all nodes that listen at this moment.
 *
 * @since 0.1.0
 */
export interface Broadcast {
	/** @throws LogUnavailable Where nobody was reached. */
	send: ( text: string ) => Promise< void >;
	/** Resolves when what is sent from now on is heard. */
	listen: ( listener: ( text: string ) => void ) => Promise< void >;
}
