const SIZE_PX = 32;
const DOT_RADIUS_PX = 8;
const DOT_COLOR = '#d63638';

/**
 * Puts a dot on the site's icon, or a plain one where it has none.
 *
 * @since 0.1.0
 *
 * @param hasDot
 * @return Puts the old icon back.
 */
export function badgedFavicon( hasDot: boolean ): () => void {
	if ( ! hasDot ) {
		return () => undefined;
	}
	const original =
		document.querySelector< HTMLLinkElement >( 'link[rel~="icon"]' );
	const badge = document.createElement( 'link' );
	badge.rel = 'icon';
	let isWanted = true;
	const show = ( image: HTMLImageElement | null ): void => {
		const href = draw( image );
		if ( isWanted && href !== null ) {
			badge.href = href;
			document.head.append( badge );
		}
	};
	if ( original ) {
		const image = new Image();
		image.crossOrigin = 'anonymous';
		image.onload = () => show( image );
		image.onerror = () => show( null );
		image.src = original.href;
	} else {
		show( null );
	}
	return () => {
		isWanted = false;
		badge.remove();
	};
}

function draw( image: HTMLImageElement | null ): string | null {
	const canvas = document.createElement( 'canvas' );
	canvas.width = SIZE_PX;
	canvas.height = SIZE_PX;
	const context = canvas.getContext( '2d' );
	if ( ! context ) {
		return null;
	}
	if ( image ) {
		context.drawImage( image, 0, 0, SIZE_PX, SIZE_PX );
	}
	const radius = image ? DOT_RADIUS_PX : SIZE_PX / 2;
	context.fillStyle = DOT_COLOR;
	context.beginPath();
	context.arc( SIZE_PX - radius, radius, radius, 0, 2 * Math.PI );
	context.fill();
	return canvas.toDataURL();
}
