import { fromSearchParams, toParams } from '../../store/query';
import type { Query } from '../../store/query';

/**
 * A filter with a name.
 *
 * @since 0.1.0
 */
export interface View {
	readonly name: string;
	/** As in an address: `type=post.published&severity=error`. */
	readonly search: string;
	/** Shown when the feed is opened without a filter of its own. */
	readonly isDefault: boolean;
}

const MAX_VIEWS = 30;
const MAX_NAME_CHARACTERS = 60;

/**
 * Reads what is remembered, of which anything may have become.
 *
 * @since 0.1.0
 */
export function viewsFrom( remembered: unknown ): View[] {
	if ( ! Array.isArray( remembered ) ) {
		return [];
	}
	return remembered
		.filter(
			( view ): view is View =>
				typeof view === 'object' &&
				view !== null &&
				typeof view.name === 'string' &&
				view.name !== '' &&
				typeof view.search === 'string'
		)
		.slice( 0, MAX_VIEWS )
		.map( ( { name, search, isDefault } ) => ( {
			name: name.slice( 0, MAX_NAME_CHARACTERS ),
			search,
			isDefault: isDefault === true,
		} ) );
}

/** @since 0.1.0 */
export const queryOfView = ( { search }: View ): Query =>
	fromSearchParams( new URLSearchParams( search ) );

/** @since 0.1.0 */
export function searchOf( query: Query ): string {
	const params = new URLSearchParams();
	for ( const [ name, value ] of Object.entries( toParams( query ) ) ) {
		for ( const one of typeof value === 'string' ? [ value ] : value ) {
			params.append( name, one );
		}
	}
	return params.toString();
}

/**
 * A view of the same name is replaced.
 *
 * @since 0.1.0
 */
export const withView = (
	views: readonly View[],
	name: string,
	query: Query
): View[] => [
	...views.filter( ( view ) => view.name !== name ),
	{
		name: name.trim().slice( 0, MAX_NAME_CHARACTERS ),
		search: searchOf( query ),
		isDefault:
			views.find( ( view ) => view.name === name )?.isDefault ?? false,
	},
];

/** @since 0.1.0 */
export const withDefault = (
	views: readonly View[],
	name: string | null
): View[] =>
	views.map( ( view ) => ( { ...view, isDefault: view.name === name } ) );
