import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Demo } from '../../support/harness';

/** As much as a program with the site's key may. */
const EVENTS_PER_MINUTE = 1_200;

const PLUGIN = `<?php
add_filter( 'realtime_events_publish_limit', static fn ( int $limit ): int => max( $limit, ${ EVENTS_PER_MINUTE } ) );
`;

/**
 * Lets a person publish more in a minute. The tests share the demo's few people
 * and do in minutes what those do in days, so a test would fail or not by what
 * the ones before it have published. The limit itself has its tests in tests/php.
 *
 * @param demo A site.
 */
export async function allowManyEvents( demo: Demo ): Promise< void > {
	await writeFile(
		resolve(
			demo.wordpress,
			'wp-content/mu-plugins/realtime-events-many.php'
		),
		PLUGIN
	);
}
