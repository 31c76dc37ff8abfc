import type { SettingsFacts, TypeFacts } from '../types';

/** @since 0.1.0 */
export interface TypeGroup {
	readonly label: string;
	readonly types: readonly ( TypeFacts & { readonly id: string } )[];
}

/**
 * The types by group, in the order in which PHP names them, and of these what the search finds.
 *
 * @param types  - What PHP printed into the page.
 * @param search - Words that all have to be in a type's texts or name.
 *
 * @since 0.1.0
 */
export function groupTypes(
	types: SettingsFacts[ 'types' ],
	search: string
): TypeGroup[] {
	const words = search.toLocaleLowerCase().split( /\s+/ ).filter( Boolean );
	const groups = new Map< string, ( TypeFacts & { id: string } )[] >();
	for ( const [ id, type ] of Object.entries( types ) ) {
		const text =
			`${ id } ${ type.label } ${ type.group } ${ type.description }`.toLocaleLowerCase();
		if ( words.every( ( word ) => text.includes( word ) ) ) {
			const group = groups.get( type.group ) ?? [];
			group.push( { ...type, id } );
			groups.set( type.group, group );
		}
	}
	return [ ...groups ].map( ( [ label, members ] ) => ( {
		label,
		types: members,
	} ) );
}
