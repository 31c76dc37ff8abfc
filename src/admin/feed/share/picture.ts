import { config } from '@realtime-events/client';
import type { CloudEvent } from '@realtime-events/client';
import { linesOf } from './event-lines';
import { wrap } from './wrap';

const WIDTH_PX = 640;
const PADDING_PX = 24;
const RAIL_PX = 4;
const SENTENCE_PX = 18;
const SENTENCE_LINE_PX = 26;
const FACTS_PX = 13;
const FACTS_LINE_PX = 20;
const GAP_PX = 10;
/** Sharp on every screen. */
const SCALE = 2;
/** A picture is for a message, not for a book. */
const MAX_LINES = 12;

/** As in the feed’s own style; a picture leaves the page and takes no variables with it. */
const COLORS = {
	surface: '#ffffff',
	text: '#1e1e1e',
	quiet: '#50575e',
	rail: {
		info: '#8c8f94',
		success: '#007017',
		warning: '#dba617',
		error: '#b32d2e',
	},
};

/**
 * An event as a picture: its sentence, when it was and where.
 *
 * @since 0.1.0
 *
 * @return A PNG file.
 */
export async function pictureOf( event: CloudEvent ): Promise< Blob > {
	const canvas = document.createElement( 'canvas' );
	const context = canvas.getContext( '2d' );
	if ( ! context ) {
		throw new Error( 'This browser draws nothing.' );
	}
	const family = window.getComputedStyle( document.body ).fontFamily;
	const fonts = {
		sentence: `600 ${ SENTENCE_PX }px ${ family }`,
		facts: `${ FACTS_PX }px ${ family }`,
	};
	const { sentence, facts } = linesOf( event );
	const linesIn = ( text: string, font: string ) => {
		context.font = font;
		return wrap(
			text,
			WIDTH_PX - 2 * PADDING_PX,
			( part ) => context.measureText( part ).width
		).slice( 0, MAX_LINES );
	};
	const words = linesIn( sentence, fonts.sentence );
	const rest = [
		...linesIn( facts, fonts.facts ),
		...linesIn( new URL( config.urls.home ).host, fonts.facts ),
	];
	const height =
		2 * PADDING_PX +
		words.length * SENTENCE_LINE_PX +
		GAP_PX +
		rest.length * FACTS_LINE_PX;
	canvas.width = WIDTH_PX * SCALE;
	canvas.height = height * SCALE;
	context.scale( SCALE, SCALE );

	const isRtl = document.documentElement.dir === 'rtl';
	context.direction = isRtl ? 'rtl' : 'ltr';
	context.textAlign = 'start';
	context.textBaseline = 'middle';
	context.fillStyle = COLORS.surface;
	context.fillRect( 0, 0, WIDTH_PX, height );
	context.fillStyle = COLORS.rail[ event.severity ];
	context.fillRect( isRtl ? WIDTH_PX - RAIL_PX : 0, 0, RAIL_PX, height );
	const x = isRtl ? WIDTH_PX - PADDING_PX : PADDING_PX;
	let y = PADDING_PX;
	const write = ( lines: string[], lineHeight: number ) => {
		for ( const line of lines ) {
			context.fillText( line, x, y + lineHeight / 2 );
			y += lineHeight;
		}
	};
	context.fillStyle = COLORS.text;
	context.font = fonts.sentence;
	write( words, SENTENCE_LINE_PX );
	y += GAP_PX;
	context.fillStyle = COLORS.quiet;
	context.font = fonts.facts;
	write( rest, FACTS_LINE_PX );
	return new Promise( ( resolve, reject ) => {
		canvas.toBlob( ( blob ) =>
			blob ? resolve( blob ) : reject( new Error( 'No picture.' ) )
		);
	} );
}

/**
 * Hands a picture over: to the clipboard, or as a file where the browser keeps that to itself.
 *
 * @since 0.1.0
 *
 * @param picture Begun in answer to a click: only then a browser lets it into the clipboard.
 */
export async function handOver(
	picture: Promise< Blob >
): Promise< 'copied' | 'saved' > {
	try {
		await window.navigator.clipboard.write( [
			new window.ClipboardItem( { 'image/png': picture } ),
		] );
		return 'copied';
	} catch {
		const link = document.createElement( 'a' );
		link.href = URL.createObjectURL( await picture );
		link.download = 'event.png';
		link.click();
		// The browser reads the file when the click is handled.
		window.setTimeout( () => URL.revokeObjectURL( link.href ), 0 );
		return 'saved';
	}
}
