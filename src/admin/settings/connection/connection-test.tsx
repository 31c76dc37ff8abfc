import { Button, Notice } from '@wordpress/components';
import { useDispatch, useSelect } from '@wordpress/data';
import { __ } from '@wordpress/i18n';
import { CheckList } from '../../components/check-list';
import { store } from '../store';
import type { TestState } from '../store/types';

interface Props {
	readonly isPrimary?: boolean;
}

/**
 * Tries the way to the server and says in a sentence, then step by step, what came of it.
 *
 * @since 0.1.0
 */
export function ConnectionTest( { isPrimary = false }: Props ) {
	const { test, isConfigured, isDirty } = useSelect( ( select ) => {
		const selectors = select( store );
		return {
			test: selectors.getTest(),
			isConfigured: selectors.isConfigured(),
			isDirty: selectors.isDirty(),
		};
	}, [] );
	const { testConnection } = useDispatch( store );
	const isRunning = test.status === 'running';
	const isBlocked = isRunning || ! isConfigured || isDirty;
	return (
		<div>
			<div className="realtime-events-buttons">
				<Button
					__next40pxDefaultSize
					variant={ isPrimary ? 'primary' : 'secondary' }
					isBusy={ isRunning }
					disabled={ isBlocked }
					accessibleWhenDisabled
					onClick={ () => {
						if ( ! isBlocked ) {
							void testConnection();
						}
					} }
				>
					{ __( 'Test connection', 'realtime-events' ) }
				</Button>
				{ isDirty && (
					<span className="realtime-events-hint">
						{ __(
							'Save your changes first: what is saved is what is tested.',
							'realtime-events'
						) }
					</span>
				) }
			</div>
			<div role="status" className="realtime-events-test">
				<Answer test={ test } />
			</div>
		</div>
	);
}

function Answer( { test }: { readonly test: TestState } ) {
	if ( test.status === 'idle' ) {
		return null;
	}
	if ( test.status === 'running' ) {
		return (
			<p>{ __( 'Trying to reach the server…', 'realtime-events' ) }</p>
		);
	}
	if ( test.status === 'failed' ) {
		return (
			<Notice status="error" isDismissible={ false }>
				{ test.message }
			</Notice>
		);
	}
	const { ok, steps } = test.result;
	return (
		<>
			<Notice status={ ok ? 'success' : 'error' } isDismissible={ false }>
				{ ok
					? __(
							'It works: your site and the server understand each other.',
							'realtime-events'
						)
					: ( steps.find( ( step ) => ! step.ok )?.message ??
						__(
							'The server could not be reached.',
							'realtime-events'
						) ) }
			</Notice>
			<CheckList
				label={ __( 'What was tried', 'realtime-events' ) }
				checks={ steps }
			/>
		</>
	);
}
