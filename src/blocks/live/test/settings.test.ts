import { readSettings } from '../settings';

const ID = 'wp-script-module-data-@realtime-events/live';

describe( 'readSettings', () => {
	afterEach( () => {
		document.body.innerHTML = '';
	} );

	it( 'reads what the page says', () => {
		document.body.innerHTML = `<script type="application/json" id="${ ID }">{"url":"https://hub.example.org","site":"example.org","profile":"hub","after":"42"}</script>`;
		expect( readSettings( document ) ).toEqual( {
			url: 'https://hub.example.org',
			site: 'example.org',
			profile: 'hub',
			ledger: '',
			after: '42',
			path: '',
			transport: '',
			types: {},
			renderedAt: 0,
		} );
	} );

	it.each( [ '', '<script id="x">1</script>', `<p id="${ ID }">{</p>` ] )(
		'knows no hub where the page says %p',
		( html ) => {
			document.body.innerHTML = html;
			expect( readSettings( document ).url ).toBe( '' );
		}
	);
} );
