import { OPTIONS } from '../config/options';

const FLAG_COLUMN = 32;

/** @since 0.1.0 */
export function helpText( command: string ): string {
	const lines = OPTIONS.map( ( { flag, env, help, default: fallback } ) => {
		const shown = fallback === undefined ? '' : ` (default ${ fallback })`;
		return `  ${ `--${ flag } <value>`.padEnd( FLAG_COLUMN ) }${ help }${ shown } [${ env }]`;
	} );
	return `Realtime Events hub

Usage:
  ${ command } [options]              start the hub
  ${ command } --check-config         check the configuration and end
  ${ command } --version | --help
  ${ command } publish [--type <type>] [--channel <name>] [--data <json>] [--subject <…>] [--severity <…>] [--id <…>]
  ${ command } tail [--channels <name,…>]
  ${ command } bench [--clients <n>] [--events <n>] [--rate <events a second>] [--bytes <n>] [--channel <name>]

publish, tail and bench speak to a running hub (--url, default http://127.0.0.1:8090) for one site, named as below.

One site, by the environment:
  REALTIME_EVENTS_API_KEY           the site's API key (it has no flag: command lines can be read by others)
  REALTIME_EVENTS_PREVIOUS_API_KEY  the key before, while keys rotate
  --site <id>                       [REALTIME_EVENTS_SITE] default: host of the home URL
  --site-url <url>                  [REALTIME_EVENTS_SITE_URL] home URL
  --origins <url,…>                 [REALTIME_EVENTS_ORIGINS] pages that may connect; default: the home URL's

Several sites: --config <file>      [REALTIME_EVENTS_CONFIG] JSON, read again on SIGHUP

Options:
${ lines.join( '\n' ) }
`;
}
