import { __ } from '@wordpress/i18n';
import type { ServerUrlErrorCode } from './server-url';

/**
 * What was wrong and what is expected, in words.
 *
 * @since 0.1.0
 */
export function serverUrlMessage( code: ServerUrlErrorCode ): string {
	switch ( code ) {
		case 'too_long':
			return __(
				'This address is too long. Use at most 2,000 characters.',
				'realtime-events'
			);
		case 'missing_scheme':
			return __(
				'Start the address with https://, http://, wss:// or ws://.',
				'realtime-events'
			);
		case 'wrong_scheme':
			return __(
				'This kind of address cannot be used. It must start with https://, http://, wss:// or ws://.',
				'realtime-events'
			);
		case 'non_ascii':
			return __(
				'Write the address in plain letters. A domain with other letters has a form that starts with xn--.',
				'realtime-events'
			);
		case 'invalid_characters':
			return __(
				'The address contains a space or another character that an address cannot have.',
				'realtime-events'
			);
		case 'has_query':
			return __(
				'Leave out the part from ? or # on. Only the address of the server is needed.',
				'realtime-events'
			);
		case 'missing_host':
			return __(
				'The name of the server is missing after “//”, for example hub.example.com.',
				'realtime-events'
			);
		case 'has_credentials':
			return __(
				'Leave out the user name and password before @. The API key is what identifies this site.',
				'realtime-events'
			);
		case 'invalid_port':
			return __(
				'The port must be a number from 1 to 65535, for example :8090.',
				'realtime-events'
			);
		case 'invalid_host':
			return __(
				'This is not a server name or IP address. Expected is, for example, hub.example.com or 192.0.2.10.',
				'realtime-events'
			);
		case 'invalid_path':
			return __(
				'The part after the server name must be a plain path such as /hub, without “..” and double slashes.',
				'realtime-events'
			);
	}
}
