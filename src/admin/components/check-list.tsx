import { Icon, Spinner } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import { cautionFilled, check } from '@wordpress/icons';
import { CopyBlock } from './copy-block';

/** @since 0.1.0 */
export interface Check {
	readonly id: string;
	readonly label: string;
	readonly ok: boolean;
	readonly ms: number;
	readonly message: string;
	/** What to do, in a sentence. */
	readonly fix?: string;
	/** The system's own words, for who looks for them. */
	readonly details?: string;
	/** What to copy for it. */
	readonly snippets?: readonly {
		readonly label: string;
		readonly text: string;
	}[];
}

interface Props {
	readonly label: string;
	readonly checks: readonly Check[];
	readonly isRunning?: boolean;
}

/**
 * What was tried, step by step: the outcome in a word, the time it took, and
 * for a failure the cause in a sentence with the remedy to copy.
 *
 * @since 0.1.0
 */
export function CheckList( { label, checks, isRunning = false }: Props ) {
	return (
		<ol className="realtime-events-checks" aria-label={ label }>
			{ checks.map( ( check_ ) => (
				<CheckRow key={ check_.id } { ...check_ } />
			) ) }
			{ isRunning && (
				<li className="realtime-events-checks__row is-running">
					<Spinner />
					<span>{ __( 'Trying…', 'realtime-events' ) }</span>
				</li>
			) }
		</ol>
	);
}

function CheckRow( {
	label,
	ok,
	ms,
	message,
	fix,
	details,
	snippets = [],
}: Check ) {
	return (
		<li
			className={ `realtime-events-checks__row ${
				ok ? 'is-ok' : 'is-failed'
			}` }
		>
			<Icon icon={ ok ? check : cautionFilled } size={ 20 } />
			<div className="realtime-events-checks__body">
				<div className="realtime-events-checks__head">
					<strong>{ label }</strong>
					<span className="realtime-events-checks__outcome">
						{ ok
							? __( 'Works', 'realtime-events' )
							: __( 'Failed', 'realtime-events' ) }
					</span>
					<span className="realtime-events-checks__time">
						{ sprintf(
							/* translators: %d: time a step took, in milliseconds. */
							__( '%d ms', 'realtime-events' ),
							Math.round( ms )
						) }
					</span>
				</div>
				{ message !== '' && <p>{ message }</p> }
				{ ! ok && fix && <p>{ fix }</p> }
				{ ! ok && details && (
					<details>
						<summary>
							{ __( 'Details', 'realtime-events' ) }
						</summary>
						<code dir="ltr">{ details }</code>
					</details>
				) }
				{ ! ok &&
					snippets.map( ( snippet ) => (
						<CopyBlock key={ snippet.label } { ...snippet } />
					) ) }
			</div>
		</li>
	);
}
