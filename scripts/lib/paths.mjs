import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const ROOT = resolve(
	dirname( fileURLToPath( import.meta.url ) ),
	'../..'
);

/** Everything that can be made again: downloads, the demo, stamps. Git ignores it. */
export const CACHE = resolve( ROOT, '.cache' );

export const BUILD = resolve( ROOT, 'build' );
export const SCRIPTS = resolve( ROOT, 'scripts' );
export const HUB_BUNDLE = resolve( BUILD, 'hub.mjs' );
