import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { startDemo, type Demo } from '../support/harness';
import { Visitor, basic, told } from './support/visitor';

const START_MS = 240_000;
const TEST_MS = 120_000;

const run = promisify( execFile );

describe( 'who did it and by which way, on a real site', () => {
	let demo: Demo;
	let editorName: string;

	const wp = async ( ...args: string[] ) =>
		( await run( demo.wp, args ) ).stdout.trim();

	/**
	 * Who made the last event about a post, and how.
	 *
	 * @param id   The post.
	 * @param type The event's type.
	 */
	const who = async ( id: string | number, type: string ) => {
		const [ event ] = await told( demo, {
			subject: `post/${ id }`,
			type,
		} );
		return [ event?.actorname, event?.origin ];
	};

	const draft = ( title: string ) =>
		wp( 'post', 'create', `--post_title=${ title }`, '--porcelain' );

	beforeAll( async () => {
		demo = await startDemo( [ '--no-hub' ] );
		editorName = await wp(
			'user',
			'get',
			demo.users.editor.login,
			'--field=display_name'
		);
	}, START_MS );

	afterAll( () => demo?.stop(), START_MS );

	it(
		'from the shell',
		async () => {
			const id = await wp(
				'post',
				'create',
				'--post_title=Shell',
				'--post_status=publish',
				'--porcelain',
				`--user=${ demo.users.editor.login }`
			);
			expect( await who( id, 'post.published' ) ).toEqual( [
				editorName,
				'cli',
			] );
			expect(
				await who( await draft( 'Nobody' ), 'post.draft_saved' )
			).toEqual( [ undefined, 'cli' ] );
		},
		TEST_MS
	);

	it(
		'from a program with an application password, by its name',
		async () => {
			const response = await fetch(
				`${ demo.site }/wp-json/wp/v2/posts`,
				{
					method: 'POST',
					headers: {
						...basic( demo.users.editor ),
						'Content-Type': 'application/json',
					},
					body: JSON.stringify( { title: 'App', status: 'publish' } ),
				}
			);
			expect( response.status ).toBe( 201 );
			const { id } = await response.json();
			const name = await wp(
				'user',
				'application-password',
				'list',
				demo.users.editor.login,
				'--field=name'
			);
			expect( await who( id, 'post.published' ) ).toEqual( [
				editorName,
				`app:${ name }`,
			] );
		},
		TEST_MS
	);

	it(
		'from a browser by the REST API, and from wp-admin',
		async () => {
			const editor = new Visitor( demo.site );
			await editor.logIn( demo.users.editor );
			expect(
				await told( demo, { type: 'user.logged_in' } )
			).toMatchObject( [ { actorname: editorName } ] );

			const nonce = await (
				await editor.fetch(
					'/wp-admin/admin-ajax.php?action=rest-nonce'
				)
			).text();
			const response = await editor.fetch( '/wp-json/wp/v2/posts', {
				method: 'POST',
				headers: {
					'X-WP-Nonce': nonce,
					'Content-Type': 'application/json',
				},
				body: JSON.stringify( { title: 'Browser', status: 'publish' } ),
			} );
			expect( response.status ).toBe( 201 );
			const { id } = await response.json();
			expect( await who( id, 'post.published' ) ).toEqual( [
				editorName,
				'rest',
			] );

			const list = await (
				await editor.fetch( '/wp-admin/edit.php' )
			).text();
			const [ link ] = new RegExp(
				`post\\.php\\?post=${ id }&amp;action=trash[^'"]+`
			).exec( list )!;
			await editor.fetch(
				`/wp-admin/${ link.replaceAll( '&amp;', '&' ) }`
			);
			expect( await who( id, 'post.trashed' ) ).toEqual( [
				editorName,
				'wp-admin',
			] );
		},
		TEST_MS
	);

	it(
		'by XML-RPC',
		async () => {
			const { login, password } = demo.users.editor;
			const value = ( text: string ) =>
				`<value><string>${ text }</string></value>`;
			const member = ( name: string, text: string ) =>
				`<member><name>${ name }</name>${ value( text ) }</member>`;
			const params = [
				'<value><int>1</int></value>',
				value( login ),
				value( password ),
				`<value><struct>${ member( 'post_title', 'Remote' ) }${ member(
					'post_status',
					'publish'
				) }</struct></value>`,
			].map( ( param ) => `<param>${ param }</param>` );
			const response = await fetch( `${ demo.site }/xmlrpc.php`, {
				method: 'POST',
				headers: { 'Content-Type': 'text/xml' },
				body: `<?xml version="1.0"?><methodCall><methodName>wp.newPost</methodName><params>${ params.join(
					''
				) }</params></methodCall>`,
			} );
			const [ , id = '' ] =
				/<string>(\d+)<\/string>/.exec( await response.text() ) ?? [];
			expect( await who( id, 'post.published' ) ).toEqual( [
				editorName,
				'xmlrpc',
			] );
		},
		TEST_MS
	);

	it(
		'by cron, which is nobody',
		async () => {
			const id = await draft( 'Later' );
			// Its time has come and nobody has come by.
			await wp(
				'eval',
				`$GLOBALS['wpdb']->update( $GLOBALS['wpdb']->posts, array( 'post_status' => 'future', 'post_date' => '2020-01-01 10:00:00', 'post_date_gmt' => '2020-01-01 10:00:00' ), array( 'ID' => ${ id } ) );
				wp_schedule_single_event( time() - 60, 'publish_future_post', array( ${ id } ) );`
			);
			await fetch( `${ demo.site }/wp-cron.php?doing_wp_cron` );
			expect( await who( id, 'post.published' ) ).toEqual( [
				undefined,
				'cron',
			] );
		},
		TEST_MS
	);
} );
