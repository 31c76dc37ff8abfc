import { useEffect, useState } from '@wordpress/element';

/**
 * Whether an item of the admin bar is open: pointed at or focused, as WordPress's own items do it.
 *
 * @param item - The item.
 *
 * @since 0.1.0
 */
export function useOpen( item: HTMLElement ): boolean {
	const [ isOpen, setOpen ] = useState( false );
	useEffect( () => {
		const open = () => setOpen( true );
		const close = () => setOpen( false );
		const closeOutside = ( { relatedTarget }: FocusEvent ) => {
			if ( ! item.contains( relatedTarget as Node | null ) ) {
				close();
			}
		};
		const closeByKey = ( { key }: KeyboardEvent ) => {
			if ( key === 'Escape' ) {
				close();
			}
		};
		item.addEventListener( 'mouseenter', open );
		item.addEventListener( 'mouseleave', close );
		item.addEventListener( 'focusin', open );
		item.addEventListener( 'focusout', closeOutside );
		item.addEventListener( 'keydown', closeByKey );
		return () => {
			item.removeEventListener( 'mouseenter', open );
			item.removeEventListener( 'mouseleave', close );
			item.removeEventListener( 'focusin', open );
			item.removeEventListener( 'focusout', closeOutside );
			item.removeEventListener( 'keydown', closeByKey );
		};
	}, [ item ] );
	return isOpen;
}
