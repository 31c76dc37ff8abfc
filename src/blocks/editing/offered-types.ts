/**
 * An event type of which visitors may be told.
 *
 * @since 0.1.0
 */
export interface OfferedType {
	readonly label: string;
	readonly group: string;
	/** In which words, where the block has none of its own. */
	readonly sentence: string;
	/** Placeholders that a sentence may use. */
	readonly fields: readonly string[];
	/** Whether the admin lets its public part leave the site. */
	readonly isPublic: boolean;
	/** Public by its nature, so there is no switch. */
	readonly isAlwaysPublic: boolean;
	/** Whether there are words in it; else it only makes a counter right. */
	readonly isTold: boolean;
}

/** What includes/blocks/class-editor-data.php prints before the blocks' scripts. */
interface EditorData {
	readonly types: Readonly< Record< string, OfferedType > >;
	readonly canManage: boolean;
	readonly settingsUrl: string;
	readonly counterLabels: Readonly<
		Record< string, readonly [ string, string ] >
	>;
	readonly hasShop: boolean;
	/** Whether the editor can offer values to bind a block to: WordPress 6.9 and later. */
	readonly canPickValues: boolean;
}

declare global {
	interface Window {
		realtimeEventsBlocks?: EditorData;
	}
}

const NOTHING: EditorData = {
	types: {},
	canManage: false,
	settingsUrl: '',
	counterLabels: {},
	hasShop: false,
	canPickValues: false,
};

/** @since 0.1.0 */
export const editorData = (): EditorData =>
	window.realtimeEventsBlocks ?? NOTHING;

/**
 * The types that a block tells of: those chosen, or else every public one.
 *
 * @since 0.1.0
 */
export function tellsOf( chosen: readonly string[] ): string[] {
	const { types } = editorData();
	return chosen.length > 0
		? [ ...chosen ]
		: Object.keys( types ).filter(
				( name ) => types[ name ]?.isPublic && types[ name ]?.isTold
			);
}

/** @since 0.1.0 */
export const toldTypes = (): Array< [ string, OfferedType ] > =>
	Object.entries( editorData().types ).filter(
		( [ , { isTold } ] ) => isTold
	);

/** Out of what visitors' pages learn that a number is another now. */
const COUNTING = new Map<
	string,
	( name: string, type: OfferedType ) => boolean
>( [
	[ 'comments', ( _, { fields } ) => fields.includes( 'comments' ) ],
	[ 'stock', ( name ) => name === 'product.stock_changed' ],
] );

/**
 * The types that have to be public for a number to be right at every moment.
 *
 * @since 0.1.0
 *
 * @param counts What is counted.
 */
export function typesCounting( counts: string ): string[] {
	const isNeeded = COUNTING.get( counts );
	return isNeeded
		? Object.entries( editorData().types )
				.filter( ( [ name, type ] ) => isNeeded( name, type ) )
				.map( ( [ name ] ) => name )
		: [];
}
