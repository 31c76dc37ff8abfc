import assert from 'node:assert/strict';
import { test } from 'node:test';
import { brokenLimits } from '../bench/feed/limits.mjs';

const OURS =
	'http://site.test/wp-content/plugins/realtime-events/build/feed.js';
const THEIRS = 'http://site.test/wp-includes/js/dist/vendor/react-dom.js';

const script = ( duration, source ) => ( {
	duration,
	source,
	invoker: 'Worker.onmessage',
} );

const result = ( change = {} ) => ( {
	lost: 0,
	doubled: 0,
	rows: 10_000,
	frames: [],
	...change,
} );

const said = ( change ) => brokenLimits( 'at the top', result( change ) );

test( 'a feed that loses nothing and holds nobody up is within its limits', () => {
	assert.deepEqual( said(), [] );
	assert.deepEqual(
		said( {
			frames: [
				{ scripts: [ script( 50, OURS ), script( 400, THEIRS ) ] },
			],
		} ),
		[]
	);
} );

for ( const [ change, sentence ] of [
	[ { lost: 3 }, 'Reader at the top: 3 events were lost.' ],
	// More came than were sent.
	[ { lost: -1 }, 'Reader at the top: -1 events were lost.' ],
	[ { doubled: 2 }, 'Reader at the top: 2 events came twice.' ],
	[
		{ rows: 10_001 },
		'Reader at the top: The feed keeps 10001 rows and not 10000 at most.',
	],
	[
		{
			frames: [
				{ scripts: [ script( 51, OURS ) ] },
				{ scripts: [ script( 80, OURS ), script( 10, OURS ) ] },
			],
		},
		`Reader at the top: Scripts of ours took more than 50 ms, 2 in all; the longest 80 ms: Worker.onmessage ${ OURS }`,
	],
] ) {
	test( `a feed is told what it did wrong: “${ sentence }”`, () => {
		assert.deepEqual( said( change ), [ sentence ] );
	} );
}
