/**
 * A configuration that cannot be used. The message is one line that says which
 * key, what it got and what it needs.
 *
 * @since 0.1.0
 */
export class ConfigError extends Error {
	constructor( key: string, got: unknown, needs: string ) {
		super( `${ key } is ${ show( got ) }, but needs to be ${ needs }.` );
		this.name = 'ConfigError';
	}
}

const MAX_SHOWN_CHARACTERS = 80;

function show( value: unknown ): string {
	if ( value === undefined ) {
		return 'missing';
	}
	const shown = JSON.stringify( value ) ?? String( value );
	return shown.length > MAX_SHOWN_CHARACTERS
		? `${ shown.slice( 0, MAX_SHOWN_CHARACTERS ) }…`
		: shown;
}
