import type {
	FieldErrors,
	HeaderRow,
	ProfileOptions,
	Settings,
	SettingsFacts,
	TypeSetting,
} from '../types';

/**
 * Lays newer values over older ones. What a constant decides stays as it is
 * in force, whatever is stored below it.
 */
export function mergeSettings(
	before: Settings,
	now: Partial< Settings >,
	overridden: SettingsFacts[ 'overridden' ]
): Settings {
	const merged = { ...before, ...now };
	const kept = Object.fromEntries(
		Object.entries( before ).filter( ( [ key ] ) => key in overridden )
	);
	// PHP writes an empty map as an empty list.
	const types = Array.isArray( merged.types ) ? {} : merged.types;
	const options = withHeaderRows( merged.profile_options );
	return { ...merged, types, profile_options: options, ...kept };
}

/** WordPress has headers by name. In the form each is a row, whose name may be half typed or there twice. */
function withHeaderRows( options: ProfileOptions ): ProfileOptions {
	const headers = ( options.headers ?? [] ) as
		readonly HeaderRow[] | Readonly< Record< string, string > >;
	return {
		...options,
		headers: isRows( headers )
			? headers
			: Object.entries( headers ).map( ( [ name, value ] ) => ( {
					name,
					value,
				} ) ),
	};
}

const isRows = (
	headers: readonly HeaderRow[] | Readonly< Record< string, string > >
): headers is readonly HeaderRow[] => Array.isArray( headers );

/** The edits that differ from what is saved. */
export function withoutUnchanged(
	edits: Partial< Settings >,
	saved: Partial< Settings >
): Partial< Settings > {
	return Object.fromEntries(
		Object.entries( edits ).filter(
			( [ key, value ] ) =>
				! isSame( value, saved[ key as keyof Settings ] )
		)
	);
}

/** What a type is that is not named. One object, so that screens see it as unchanged. */
export const DEFAULT_TYPE_SETTING: TypeSetting = {
	enabled: true,
	public: false,
};

/**
 * What is sent to be saved: of each map (types, roles, the options of a kind of server) what was changed in it alone.
 * The rest may be somebody else's by now, and a promise that was made of one server is not made again, unasked, of
 * the next.
 */
export function changesToSend(
	edits: Partial< Settings >,
	saved: Settings
): Record< string, unknown > {
	const { profile_options: options, roles, types, ...others } = edits;
	return {
		...others,
		...( options && {
			profile_options: changesIn( options, saved.profile_options ),
		} ),
		...( roles && { roles: changesIn( roles, saved.roles ) } ),
		...( types && {
			types: Object.fromEntries(
				Object.entries( types ).flatMap( ( [ type, setting ] ) => {
					const changes = changesIn(
						setting,
						saved.types[ type ] ?? DEFAULT_TYPE_SETTING
					);
					return Object.keys( changes ).length > 0
						? [ [ type, changes ] ]
						: [];
				} )
			),
		} ),
	};
}

/** The entries that are not as they were. */
function changesIn( now: object, before: object | undefined ): object {
	const known: Record< string, unknown > = { ...before };
	return Object.fromEntries(
		Object.entries( now ).filter(
			( [ name, value ] ) => ! isSame( value, known[ name ] )
		)
	);
}

/** The errors without those of the given fields and of what lies below them. */
export function withoutFields(
	errors: FieldErrors,
	fields: readonly string[]
): FieldErrors {
	return Object.fromEntries(
		Object.entries( errors ).filter(
			( [ path ] ) =>
				! fields.some(
					( field ) =>
						path === field || path.startsWith( `${ field }.` )
				)
		)
	);
}

function isSame( a: unknown, b: unknown ): boolean {
	if ( ! isRecord( a ) || ! isRecord( b ) ) {
		return Object.is( a, b );
	}
	const keys = new Set( [ ...Object.keys( a ), ...Object.keys( b ) ] );
	return [ ...keys ].every( ( key ) => isSame( a[ key ], b[ key ] ) );
}

function isRecord( value: unknown ): value is Record< string, unknown > {
	return typeof value === 'object' && value !== null;
}
