import { useSelect } from '@wordpress/data';
import { store as editorStore } from '@wordpress/editor';
import { facts } from './facts';

type Meta = Readonly< Record< string, unknown > >;

/**
 * The post's meta as edited; undefined for what keeps none.
 *
 * @since 0.1.0
 */
export const useMeta = (): Meta | undefined =>
	useSelect(
		( select ) =>
			select( editorStore ).getEditedPostAttribute( 'meta' ) as
				Meta | undefined,
		[]
	);

/**
 * Whether visitors are kept out of this post's announcement.
 *
 * @since 0.1.0
 */
export const useIsSilent = (): boolean =>
	Boolean( useMeta()?.[ facts.silentMeta ] );
