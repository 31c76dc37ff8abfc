import {
	MAX_WANTED_CHANNELS,
	isPublicChannel,
	parseChannel,
} from '../protocol';

/**
 * Whether a channel can only be heard with a token that names it.
 *
 * @since 0.1.0
 */
export function needsName( name: string ): boolean {
	const channel = parseChannel( name );
	return channel !== null && ! isPublicChannel( channel );
}

/**
 * How much a token can name: answers, of one channel after the other, whether there is room for it.
 *
 * @since 0.1.0
 *
 * @param taken What it names in any case.
 */
export function roomInToken(
	taken: readonly string[] = []
): ( channel: string ) => boolean {
	const names = new Set( taken.filter( needsName ) );
	return ( channel ) => {
		if ( ! needsName( channel ) ) {
			return true;
		}
		if ( names.size < MAX_WANTED_CHANNELS ) {
			names.add( channel );
		}
		return names.has( channel );
	};
}
