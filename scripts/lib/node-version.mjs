import { PlainError } from './plain-error.mjs';

const MIN_MAJOR = 20;
const MIN_MINOR = 19;

/** Stops with one line where Node is too old for the dependencies. */
export function requireNode() {
	const [ major = 0, minor = 0 ] = process.versions.node
		.split( '.' )
		.map( Number );
	if ( major < MIN_MAJOR || ( major === MIN_MAJOR && minor < MIN_MINOR ) ) {
		throw new PlainError(
			`Realtime Events needs Node ${ MIN_MAJOR }.${ MIN_MINOR } or newer; this is ${ process.versions.node }.`
		);
	}
}
