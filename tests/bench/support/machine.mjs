import { cpus, release, totalmem, type } from 'node:os';
import { run } from '../../../scripts/lib/processes.mjs';

const GIB = 2 ** 30;
const ASK_PHP = `echo PHP_VERSION, extension_loaded( 'Zend OPcache' ) ? ', OPcache' : '';`;

/** What the numbers were measured on, in one line. */
export async function describeMachine() {
	const { stdout: php } = await run( 'php', [ '-r', ASK_PHP ] );
	const processors = cpus();
	const model = processors[ 0 ]?.model.replace( /\s+/g, ' ' ) ?? 'unknown';
	const memory = Math.round( totalmem() / GIB );
	return `${ processors.length } × ${ model }, ${ memory } GiB, ${ type() } ${ release() }, Node ${ process.versions.node }, PHP ${ php }`;
}
