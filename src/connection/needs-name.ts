import { isPublicChannel, parseChannel } from '../protocol';

/**
 * Whether a channel can only be heard with a token that names it.
 *
 * @since 0.1.0
 */
export function needsName( name: string ): boolean {
	const channel = parseChannel( name );
	return channel !== null && ! isPublicChannel( channel );
}
