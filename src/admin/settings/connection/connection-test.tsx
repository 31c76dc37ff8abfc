import { Button, Notice } from '@wordpress/components';
import { useDispatch, useSelect } from '@wordpress/data';
import { __, sprintf } from '@wordpress/i18n';
import { CheckList } from '../../components/check-list';
import { store } from '../store';
import type { TestState } from '../store/types';
import type { TestStep } from '../types';
import { TestEventButton } from './test-event-button';

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
				<TestEventButton />
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
	const hasPassed = useSelect(
		( select ) => select( store ).hasPassedTest(),
		[]
	);
	const { status, site, browser } = test;
	const isRunning = status === 'running';
	if ( status === 'idle' ) {
		return null;
	}
	return (
		<>
			{ isRunning ? (
				<p>
					{ __( 'Trying to reach the server…', 'realtime-events' ) }
				</p>
			) : (
				<Notice
					status={ hasPassed ? 'success' : 'error' }
					isDismissible={ false }
				>
					{ sentence( test, hasPassed ) }
				</Notice>
			) }
			<Checks
				title={ __( 'From your site', 'realtime-events' ) }
				checks={ site }
				isRunning={ isRunning && site.length === 0 }
			/>
			<Checks
				title={ __( 'From this browser', 'realtime-events' ) }
				checks={ browser }
				isRunning={ isRunning && site.length > 0 }
			/>
		</>
	);
}

function sentence(
	{ site, browser, message }: TestState,
	hasPassed: boolean
): string {
	if ( hasPassed ) {
		return __(
			'It works: your site and the server understand each other.',
			'realtime-events'
		);
	}
	const failed = [ ...site, ...browser ].find( ( { ok } ) => ! ok );
	return failed
		? sprintf(
				/* translators: %s: label of a step, like “The hub answers”. */
				__(
					'It does not work yet. The step that fails: %s.',
					'realtime-events'
				),
				failed.label
			)
		: message;
}

interface ChecksProps {
	readonly title: string;
	readonly checks: readonly TestStep[];
	readonly isRunning: boolean;
}

function Checks( { title, checks, isRunning }: ChecksProps ) {
	return checks.length > 0 || isRunning ? (
		<div>
			<h3>{ title }</h3>
			<CheckList
				label={ title }
				checks={ checks }
				isRunning={ isRunning }
			/>
		</div>
	) : null;
}
