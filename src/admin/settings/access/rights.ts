import type { Right, RoleChoices, RoleFacts } from '../types';

/** @since 0.1.0 */
export const RIGHTS: readonly Right[] = [ 'view', 'publish', 'manage' ];

/** Whether a role may do something, as it is chosen now. */
export function mayRole(
	role: RoleFacts,
	right: Right,
	chosen: RoleChoices
): boolean {
	return (
		role.always ||
		( chosen[ right ].length > 0
			? chosen[ right ].includes( role.id )
			: role.usually[ right ] )
	);
}

/**
 * The choice after a role was given a right, or it was taken from it.
 *
 * From the usual choice it becomes one by name: all who had the right keep it. Who manages the
 * site is always on the list, since an empty list would mean the usual again.
 *
 * @since 0.1.0
 */
export function toggleRole(
	roles: readonly RoleFacts[],
	chosen: RoleChoices,
	role: RoleFacts,
	right: Right
): RoleChoices {
	const isOn = mayRole( role, right, chosen );
	const names = roles
		.filter( ( one ) =>
			one.id === role.id ? ! isOn : mayRole( one, right, chosen )
		)
		.map( ( { id } ) => id );
	// A role that another plugin brought and took away keeps its choice.
	const gone = chosen[ right ].filter(
		( name ) => ! roles.some( ( { id } ) => id === name )
	);
	return { ...chosen, [ right ]: [ ...names, ...gone ] };
}
