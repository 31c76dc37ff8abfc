import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startDemo, type Demo } from '../support/harness';
import { Visitor, told } from './support/visitor';

const START_MS = 240_000;
const TEST_MS = 240_000;

const run = promisify( execFile );

const plugin = ( version: string, code = '' ) =>
	`<?php\n/**\n * Plugin Name: Shiny &amp; new\n * Version: ${ version }\n */\n${ code }`;

const theme = ( version: string ) =>
	`/*\nTheme Name: Bare\nVersion: ${ version }\n*/`;

/** WordPress asks nobody for news here: what there is, is told by this. */
const NEWS = ( packages: string ) => `<?php
foreach ( array( 'plugins' => 'shiny/shiny.php', 'themes' => 'bare' ) as $kind => $name ) {
	add_filter( "pre_site_transient_update_{$kind}", static function () use ( $kind, $name ) {
		$package = '${ packages }/' . strtok( $name, '/' ) . '-2.0.zip';
		$news    = array( 'plugin' => $name, 'theme' => $name, 'slug' => strtok( $name, '/' ), 'new_version' => '2.0', 'package' => $package, 'url' => '' );
		return (object) array( 'last_checked' => time(), 'checked' => array( $name => '1.0' ), 'response' => file_exists( $package ) ? array( $name => 'plugins' === $kind ? (object) $news : $news ) : array() );
	} );
}
`;

describe( 'the code of a real site', () => {
	let demo: Demo;
	let packages: string;

	const wp = async ( ...args: string[] ) =>
		( await run( demo.wp, args ) ).stdout.trim();

	const types = async ( group: string ) =>
		( await told( demo, { group, per_page: '100' } ) )
			.map( ( { type } ) => type )
			.filter( ( type ) => /^(plugin|theme|core)\./.test( type ) );

	/** Puts files into a package as WordPress downloads them. */
	const pack = async (
		name: string,
		version: string,
		files: Record< string, string >
	) => {
		const folder = join( packages, version );
		await mkdir( join( folder, name ), { recursive: true } );
		for ( const [ file, text ] of Object.entries( files ) ) {
			await writeFile( join( folder, name, file ), text );
		}
		const zip = join( packages, `${ name }-${ version }.zip` );
		await run( 'php', [
			'-r',
			`$zip = new ZipArchive(); $zip->open( $argv[1], ZipArchive::CREATE ); foreach ( glob( "$argv[2]/*" ) as $file ) { $zip->addFile( $file, basename( $argv[2] ) . '/' . basename( $file ) ); } $zip->close();`,
			zip,
			join( folder, name ),
		] );
		return zip;
	};

	beforeAll( async () => {
		demo = await startDemo( [ '--no-hub' ] );
		packages = join( demo.home, 'packages' );
		await mkdir( packages );
		await writeFile(
			join( demo.wordpress, 'wp-content/mu-plugins/news.php' ),
			NEWS( packages )
		);
		// The demo is of links into a checkout, which nobody updates here.
		const config = join( demo.wordpress, 'wp-config.php' );
		await writeFile(
			config,
			( await readFile( config, 'utf8' ) ).replace(
				"define( 'DISALLOW_FILE_MODS', true );",
				"define( 'DISALLOW_FILE_MODS', false );"
			)
		);
	}, START_MS );

	afterAll( () => demo?.stop(), START_MS );

	it(
		'a plugin is installed, activated, updated, deactivated and deleted',
		async () => {
			const zip = await pack( 'shiny', '1.0', {
				'shiny.php': plugin( '1.0' ),
			} );
			await wp( 'plugin', 'install', zip, '--activate' );
			await pack( 'shiny', '2.0', { 'shiny.php': plugin( '2.0' ) } );
			await wp( 'plugin', 'update', 'shiny' );
			expect(
				await wp( 'plugin', 'get', 'shiny', '--field=version' )
			).toBe( '2.0' );
			await wp( 'plugin', 'deactivate', 'shiny' );
			await wp( 'plugin', 'uninstall', 'shiny' );

			expect( await types( 'site' ) ).toEqual( [
				'plugin.deleted',
				'plugin.deactivated',
				'plugin.updated',
				'plugin.activated',
				'plugin.installed',
			] );
			const [ installed ] = await told( demo, {
				type: 'plugin.installed',
			} );
			expect( installed ).toMatchObject( {
				origin: 'cli',
				data: {
					plugin: 'shiny/shiny.php',
					name: 'Shiny & new',
					version: '1.0',
				},
			} );
			const [ updated ] = await told( demo, { type: 'plugin.updated' } );
			expect( updated?.data ).toMatchObject( { version: '2.0' } );
		},
		TEST_MS
	);

	it(
		'a theme is installed, updated and switched to',
		async () => {
			const files = ( version: string ) => ( {
				'style.css': theme( version ),
				'index.php': '<?php',
			} );
			await wp(
				'theme',
				'install',
				await pack( 'bare', '1.0', files( '1.0' ) )
			);
			await pack( 'bare', '2.0', files( '2.0' ) );
			await wp( 'theme', 'update', 'bare' );
			await wp( 'theme', 'activate', 'bare' );
			expect( ( await types( 'site' ) ).slice( 0, 3 ) ).toEqual( [
				'theme.switched',
				'theme.updated',
				'theme.installed',
			] );
			const [ updated ] = await told( demo, { type: 'theme.updated' } );
			expect( updated?.data ).toMatchObject( {
				name: 'Bare',
				version: '2.0',
			} );
		},
		TEST_MS
	);

	it(
		'WordPress itself is updated, from a package as large as it is',
		async () => {
			const zip = join( packages, 'wordpress.zip' );
			// Without what a site keeps: such a package has no settings and no content of anybody's.
			await run( 'php', [
				'-r',
				`$zip = new ZipArchive(); $zip->open( $argv[1], ZipArchive::CREATE ); $root = $argv[2]; foreach ( new RecursiveIteratorIterator( new RecursiveDirectoryIterator( $root, FilesystemIterator::SKIP_DOTS ) ) as $file ) { $path = substr( $file, strlen( $root ) + 1 ); if ( ! str_starts_with( $path, 'wp-content/' ) && 'wp-config.php' !== $path ) { $zip->addFile( $file, "wordpress/$path" ); } } foreach ( array( 'wp-content/', 'wp-content/themes/', 'wp-content/plugins/' ) as $folder ) { $zip->addEmptyDir( "wordpress/$folder" ); } $zip->close();`,
				zip,
				demo.wordpress,
			] );
			const version = await wp( 'core', 'version' );
			await wp( 'core', 'update', zip, '--force' );
			const [ updated ] = await told( demo, { type: 'core.updated' } );
			expect( updated ).toMatchObject( {
				origin: 'cli',
				data: { version, previous_version: version },
			} );
		},
		TEST_MS
	);

	it(
		'a plugin that breaks the site makes WordPress open recovery mode, and the site is known to need it',
		async () => {
			const folder = join( demo.wordpress, 'wp-content/plugins/broken' );
			await mkdir( folder );
			await writeFile(
				join( folder, 'broken.php' ),
				plugin(
					'1.0',
					"add_action( 'login_init', static function () { a_function_that_is_not_there(); } );"
				)
			);
			await wp( 'plugin', 'activate', 'broken' );
			expect(
				await told( demo, { type: 'site.recovery_mode_entered' } )
			).toEqual( [] );

			const visitor = new Visitor( demo.site );
			for ( let visit = 0; visit < 3; visit++ ) {
				const response = await visitor.fetch( '/wp-login.php' );
				expect( response.status ).toBe( 500 );
			}
			// WordPress writes one letter a day, however often it breaks.
			expect(
				await told( demo, { type: 'site.recovery_mode_entered' } )
			).toHaveLength( 1 );
		},
		TEST_MS
	);
} );
