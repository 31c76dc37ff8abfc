/**
 * An error that is for people: what is wrong and what to do. The commands
 * print its message alone; every other error keeps its stack trace.
 */
export class PlainError extends Error {
	name = 'PlainError';
}

/**
 * Prints an error as it is meant to be read.
 *
 * @param {unknown} error What was thrown.
 */
export function printError( error ) {
	const text =
		error instanceof PlainError || ! ( error instanceof Error )
			? String( error?.message ?? error )
			: error.stack;
	process.stderr.write( `\n${ text }\n` );
}
