import { useSelect } from '@wordpress/data';
import { dateI18n, getSettings, humanTimeDiff } from '@wordpress/date';
import { __, sprintf } from '@wordpress/i18n';
import { DecidedBy } from '../layout/field-help';
import { store } from '../store';
import type { KeyStatus as Status } from '../types';

const KEY_CONSTANT = 'REALTIME_EVENTS_API_KEY';
const MS_PER_SECOND = 1000;

/**
 * What may be said of the key: that there is one, how it ends, and until when the one before it works.
 *
 * @since 0.1.0
 */
export function KeyStatus( { status }: { readonly status: Status } ) {
	const lastUsed = useSelect(
		( select ) => select( store ).getFacts().keyLastUsed,
		[]
	);
	if ( ! status.isSet ) {
		return (
			<p>
				{ __(
					'No key yet. The key is the secret that your site and the server share.',
					'realtime-events'
				) }
			</p>
		);
	}
	return (
		<div>
			<p className="realtime-events-key">
				<span aria-hidden="true">••••••••</span>
				<code>{ status.last4 ?? '' }</code>
				<span className="screen-reader-text">
					{ sprintf(
						/* translators: %s: the last four characters of a key. */
						__(
							'A key that ends in %s is set.',
							'realtime-events'
						),
						status.last4 ?? ''
					) }
				</span>
			</p>
			{ lastUsed !== null && (
				<p className="realtime-events-hint">
					{ sprintf(
						/* translators: %s: a time like “5 minutes ago”. */
						__( 'Last used %s.', 'realtime-events' ),
						humanTimeDiff( lastUsed, undefined )
					) }
				</p>
			) }
			{ status.source === 'constant' && (
				<p className="realtime-events-hint">
					<DecidedBy constant={ KEY_CONSTANT } />
				</p>
			) }
			{ status.previousUntil !== null && (
				<p className="realtime-events-hint">
					{ sprintf(
						/* translators: %s: a date and time. */
						__(
							'The previous key works too, until %s.',
							'realtime-events'
						),
						dateI18n(
							getSettings().formats.datetime,
							status.previousUntil * MS_PER_SECOND,
							undefined
						)
					) }
				</p>
			) }
		</div>
	);
}
