import type { RecordedHook } from './types';

/** What PHP's Mask writes in place of what nobody shall see here. */
const HIDDEN = '•••';

/** As PHP's Arguments reads places. */
const STEP = /^[A-Za-z0-9_-]{1,64}$/;
const MAX_STEPS = 5;
const MAX_ARGUMENTS = 100;

/**
 * A value somewhere among the arguments of an action.
 *
 * @since 0.1.0
 */
export interface Leaf {
	/** `0.post_title`: the number of the argument, then names. */
	readonly path: string;
	/** The value as text. */
	readonly sample: string;
	readonly isHidden: boolean;
}

/**
 * All values that an action was fired with, in the order in which they came.
 *
 * @since 0.1.0
 */
export function leavesOf( values: readonly unknown[] ): Leaf[] {
	const leaves: Leaf[] = [];
	const walk = ( value: unknown, path: readonly string[] ) => {
		if ( typeof value === 'object' && value !== null ) {
			for ( const [ step, part ] of Object.entries( value ) ) {
				if ( STEP.test( step ) && path.length < MAX_STEPS ) {
					walk( part, [ ...path, step ] );
				}
			}
			return;
		}
		leaves.push( {
			path: path.join( '.' ),
			sample: value === null ? '' : String( value ),
			isHidden: typeof value === 'string' && value.includes( HIDDEN ),
		} );
	};
	values
		.slice( 0, MAX_ARGUMENTS )
		.forEach( ( value, index ) => walk( value, [ String( index ) ] ) );
	return leaves;
}

/**
 * A name for the field that a place becomes, other than those that are taken: `0.post_title` → `post_title`.
 *
 * @since 0.1.0
 */
export function fieldNameFor( path: string, taken: readonly string[] ): string {
	const named = path
		.split( '.' )
		.slice( 1 )
		.filter( ( step ) => ! /^\d+$/.test( step ) );
	const base =
		( named.at( -1 ) ?? '' )
			.toLowerCase()
			.replace( /[^a-z0-9_]+/g, '_' )
			.replace( /^[^a-z]+/, '' )
			.slice( 0, 60 ) ||
		`argument_${ Number( path.split( '.' )[ 0 ] ) + 1 }`;
	let name = base;
	for ( let number = 2; taken.includes( name ); number++ ) {
		name = `${ base }_${ number }`;
	}
	return name;
}

/**
 * The actions whose name has all words in it, those that fired least first: what
 * happens once is what somebody did, and what happens forty times is machinery.
 *
 * @since 0.1.0
 */
export function findRecorded(
	hooks: readonly RecordedHook[],
	search: string
): RecordedHook[] {
	const words = search.toLowerCase().split( /\s+/ ).filter( Boolean );
	return hooks
		.filter( ( { hook } ) =>
			words.every( ( word ) => hook.toLowerCase().includes( word ) )
		)
		.sort( ( a, b ) => Number( a.count > 1 ) - Number( b.count > 1 ) );
}
