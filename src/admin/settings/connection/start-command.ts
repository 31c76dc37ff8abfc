import type { SettingsFacts } from '../types';

const PORT_FLAG = /(--port[ =])\d+/;

/**
 * The command that starts a hub for this site, for the saved address and, where given, with the key filled in.
 *
 * The port follows the address only where the hub answers there itself: an
 * https address belongs to a proxy in front of it, whose port is another one.
 *
 * @param facts     - What PHP printed into the page.
 * @param serverUrl - Normalised address of the server.
 * @param key       - The key, while it may be shown.
 *
 * @since 0.1.0
 */
export function startCommand(
	facts: Pick< SettingsFacts, 'hubCommand' | 'keyPlaceholder' >,
	serverUrl: string,
	key?: string
): string {
	const { hubCommand, keyPlaceholder } = facts;
	const port = /^http:\/\/.*:(\d+)(?:\/|$)/.exec( serverUrl )?.[ 1 ];
	// Functions, because in a replacement text a $ has a meaning of its own.
	const command = port
		? hubCommand.replace( PORT_FLAG, ( _, flag ) => `${ flag }${ port }` )
		: hubCommand;
	return key && keyPlaceholder !== ''
		? command.replaceAll( keyPlaceholder, () => key )
		: command;
}
