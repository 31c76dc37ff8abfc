import { __ } from '@wordpress/i18n';

/** @since 0.1.0 */
export interface Plan {
	/** Whether anything is told of publications at all. */
	readonly isTold: boolean;
	/** Whether visitors are told of publications. */
	readonly isPublic: boolean;
	/** Whether visitors are not told of this one. */
	readonly isSilent: boolean;
	/** As the editor calls it: `public`, `private` or `password`. */
	readonly visibility: string | undefined;
}

/** Who will be told. */
export type Audience = 'nobody' | 'admins' | 'team' | 'everybody';

/**
 * Who will be told of a publication: nobody who could not read the post.
 *
 * @since 0.1.0
 */
export function audienceOf( plan: Plan ): Audience {
	if ( ! plan.isTold ) {
		return 'nobody';
	}
	if ( plan.visibility === 'private' || plan.visibility === 'password' ) {
		return 'admins';
	}
	return plan.isPublic && ! plan.isSilent ? 'everybody' : 'team';
}

/**
 * Whether it depends on this post's switch.
 *
 * @since 0.1.0
 */
export const isForVisitorsToo = ( plan: Plan ): boolean =>
	audienceOf( { ...plan, isSilent: false } ) === 'everybody';

/**
 * The same in words.
 *
 * @since 0.1.0
 */
export function audienceWords( audience: Audience ): string {
	switch ( audience ) {
		case 'nobody':
			return __(
				'This will not be announced: the settings say that nobody is told when something is published.',
				'realtime-events'
			);
		case 'admins':
			return __(
				'This will be announced to: administrators. Visitors are not told, because not everybody may read it.',
				'realtime-events'
			);
		case 'everybody':
			return __(
				'This will be announced to: your team, and everybody who is on the site.',
				'realtime-events'
			);
		default:
			return __(
				'This will be announced to: your team. Visitors are not told.',
				'realtime-events'
			);
	}
}
