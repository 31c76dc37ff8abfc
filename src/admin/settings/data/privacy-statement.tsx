import { useSelect } from '@wordpress/data';
import { useId } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import { store } from '../store';

/**
 * What leaves the site, and where to, in the present state of the settings.
 *
 * @since 0.1.0
 */
export function PrivacyStatement() {
	const headingId = useId();
	const { serverUrl, isConfigured, publicCount } = useSelect( ( select ) => {
		const selectors = select( store );
		return {
			serverUrl: selectors.getServerUrl(),
			isConfigured: selectors.isConfigured(),
			publicCount: Object.keys( selectors.getFacts().types ).filter(
				( type ) => {
					const {
						enabled,
						public: isPublic,
						channel,
					} = selectors.getTypeSetting( type );
					return enabled && isPublic && ! channel;
				}
			).length,
		};
	}, [] );
	return (
		<section
			className="realtime-events-card is-padded realtime-events-fields"
			aria-labelledby={ headingId }
		>
			<h2 id={ headingId }>
				{ __( 'What leaves your site', 'realtime-events' ) }
			</h2>
			<p>
				{ isConfigured
					? sprintf(
							/* translators: %s: a web address. */
							__(
								'Each recorded event is sent to %s and nowhere else. It passes it on to whoever may see it and keeps it for as long as it was told to.',
								'realtime-events'
							),
							serverUrl
						)
					: __(
							'Nothing. No server is set up: events stay in your own database, and screens ask your own site for them.',
							'realtime-events'
						) }
			</p>
			<p>
				{ publicCount === 0
					? __( 'Visitors see nothing of it.', 'realtime-events' )
					: sprintf(
							/* translators: %d: number of kinds of events. */
							_n(
								'Visitors see the public part of %d kind of event, as chosen under Events.',
								'Visitors see the public part of %d kinds of events, as chosen under Events.',
								publicCount,
								'realtime-events'
							),
							publicCount
						) }
			</p>
			<p className="realtime-events-hint">
				{ __(
					'By itself it records no password, e-mail address or IP address. Names of users are: what is kept of somebody is in WordPress’s own export and erasure of personal data.',
					'realtime-events'
				) }
			</p>
		</section>
	);
}
