import { fieldNameFor, leavesOf } from './recorded';
import type { HookMapping, RecordedHook } from './types';

const MAX_TYPE_CHARACTERS = 64;

/** A new mapping of an action: everything but its name as good a guess as can be made. */
export function draftFor( hook: string ): HookMapping {
	return {
		hook,
		type: typeFor( hook ),
		label: labelFor( hook ),
		channel: 'editors',
		severity: 'info',
		fields: {},
	};
}

/** As PHP makes it of an action's name. */
export function typeFor( hook: string ): string {
	return hook
		.toLowerCase()
		.replace( /[^a-z0-9_.-]+/g, '_' )
		.slice( 0, MAX_TYPE_CHARACTERS );
}

/** `vendor/list-sent` → “Vendor list sent”. */
export function labelFor( hook: string ): string {
	const words = hook.replace( /[^A-Za-z0-9]+/g, ' ' ).trim();
	return words.charAt( 0 ).toUpperCase() + words.slice( 1 );
}

/** A place among the arguments that can be ticked. */
export interface Choice {
	readonly path: string;
	/** What was there when it was recorded; null where nobody recorded it. */
	readonly sample: string | null;
	readonly isHidden: boolean;
}

/** What can be ticked: what was recorded, and before it what was ticked and did not come this time. */
export function choicesFor(
	mapping: HookMapping,
	recorded: RecordedHook | undefined
): Choice[] {
	const leaves = recorded ? leavesOf( recorded.arguments ) : [];
	const known = new Set( leaves.map( ( { path } ) => path ) );
	return [
		...Object.values( mapping.fields )
			.filter( ( path ) => ! known.has( path ) )
			.map( ( path ) => ( { path, sample: null, isHidden: false } ) ),
		...leaves,
	];
}

/** The name of the field that a place becomes, if it was ticked. */
export function fieldAt(
	{ fields }: HookMapping,
	path: string
): string | undefined {
	return Object.keys( fields ).find( ( name ) => fields[ name ] === path );
}

/** Ticks a place, or takes the tick away. */
export function toggleField( mapping: HookMapping, path: string ): HookMapping {
	const name = fieldAt( mapping, path );
	const fields = { ...mapping.fields };
	if ( name === undefined ) {
		fields[ fieldNameFor( path, Object.keys( fields ) ) ] = path;
	} else {
		delete fields[ name ];
	}
	return { ...mapping, fields };
}

/** Renames a field and leaves the others where they are; a name that is taken changes nothing. */
export function renameField(
	mapping: HookMapping,
	from: string,
	to: string
): HookMapping {
	if ( from !== to && to in mapping.fields ) {
		return mapping;
	}
	return {
		...mapping,
		fields: Object.fromEntries(
			Object.entries( mapping.fields ).map( ( [ name, path ] ) => [
				name === from ? to : name,
				path,
			] )
		),
	};
}
