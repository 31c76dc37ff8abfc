import { addQueryArgs } from '@wordpress/url';
import { request } from '@realtime-events/client';
import type { CloudEvent } from '@realtime-events/client';
import type { Delivery } from '../../deliveries/types';
import type { Triage, TriageAction } from '../../../store/triage';

/** @since 0.1.0 */
export const readPinned = async (): Promise< CloudEvent[] > =>
	( await request< CloudEvent[] >( '/events/pinned' ) ).body;

/** @since 0.1.0 */
export const readTriage = async (
	ids: readonly string[]
): Promise< Record< string, Triage > > =>
	(
		await request< Record< string, Triage > >(
			addQueryArgs( '/events/triage', { id: ids } )
		)
	).body;

/** @since 0.1.0 */
export const readDeliveries = async (
	ids: readonly string[]
): Promise< Delivery[] > =>
	(
		await request< Delivery[] >(
			addQueryArgs( '/deliveries', { event: ids, per_page: ids.length } )
		)
	).body;

/** @since 0.1.0 */
export const replay = async ( id: number ): Promise< Delivery > =>
	(
		await request< Delivery >( `/deliveries/${ id }/replay`, {
			method: 'POST',
		} )
	).body;

/**
 * Does something about an event.
 *
 * @since 0.1.0
 *
 * @param id               Of the event.
 * @param action
 * @param details
 * @param details.note
 * @param details.until    For how long it is snoozed (RFC 3339).
 * @param details.reaction
 * @return The event about the event.
 */
export const act = async (
	id: string,
	action: TriageAction,
	details: { note?: string; until?: string; reaction?: string } = {}
): Promise< CloudEvent > =>
	(
		await request< CloudEvent >(
			`/events/${ encodeURIComponent( id ) }/triage`,
			{ method: 'POST', data: { action, ...details } }
		)
	).body;
