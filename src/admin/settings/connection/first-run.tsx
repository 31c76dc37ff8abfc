import { Button } from '@wordpress/components';
import { useDispatch, useSelect } from '@wordpress/data';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { config } from '@realtime-events/client';
import { CopyBlock } from '../../components/copy-block';
import type { SaveForm } from '../layout/use-save';
import { store } from '../store';
import { ConnectionTest } from './connection-test';
import { KeyField } from './key-field';
import { NextButton } from './next-button';
import { ServerFields } from './server-fields';
import { startCommand } from './start-command';
import { type Step, Stepper } from './stepper';

/** Where PHP leads to after the plugin was activated. */
const WELCOME_PARAMETER = 'welcome';

/**
 * The first set-up: choose the server, make a key, start it, try it.
 *
 * @since 0.1.0
 */
export function FirstRun( { onSave }: { readonly onSave: SaveForm } ) {
	const { facts, serverUrl, hasKey, isSaving, isTested } = useSelect(
		( select ) => {
			const selectors = select( store );
			return {
				facts: selectors.getFacts(),
				serverUrl: selectors.getServerUrl(),
				hasKey: selectors.getKeyStatus().isSet,
				isSaving: selectors.isSaving(),
				isTested: selectors.hasPassedTest(),
			};
		},
		[]
	);
	const { guide } = useDispatch( store );
	const typedUrl = useSelect(
		( select ) => select( store ).getSetting( 'server_url' ) as string,
		[]
	);
	const command = startCommand( facts, serverUrl );
	const isWelcome = new URL( window.location.href ).searchParams.has(
		WELCOME_PARAMETER
	);
	const [ current, setCurrent ] = useState( () =>
		firstOpenStep( serverUrl, hasKey )
	);

	const steps: Step[] = [
		{
			id: 'server',
			title: __( 'Choose your server', 'realtime-events' ),
			isDone: serverUrl !== '',
			content: (
				<>
					<ServerFields />
					<NextButton
						label={ __( 'Save and continue', 'realtime-events' ) }
						isBusy={ isSaving }
						isDisabled={ typedUrl.trim() === '' }
						onClick={ async () => {
							if ( await onSave() ) {
								setCurrent( 'key' );
							}
						} }
					/>
				</>
			),
		},
		{
			id: 'key',
			title: __( 'Make a key', 'realtime-events' ),
			isDone: hasKey,
			content: (
				<>
					<KeyField />
					{ hasKey && (
						<NextButton
							label={ __( 'Continue', 'realtime-events' ) }
							onClick={ () =>
								setCurrent( command === '' ? 'test' : 'start' )
							}
						/>
					) }
				</>
			),
		},
		...( command === ''
			? []
			: [
					{
						id: 'start',
						title: __( 'Start it', 'realtime-events' ),
						isDone: isTested,
						content: (
							<>
								<p>
									{ __(
										'Run this where your hub shall live. Node.js 20.19 or newer is all it needs; put your key in its place.',
										'realtime-events'
									) }
								</p>
								<CopyBlock
									label={ __(
										'Start command',
										'realtime-events'
									) }
									text={ command }
								/>
								<NextButton
									label={ __(
										'It is running',
										'realtime-events'
									) }
									onClick={ () => setCurrent( 'test' ) }
								/>
							</>
						),
					},
				] ),
		{
			id: 'test',
			title: __( 'Test', 'realtime-events' ),
			isDone: isTested,
			content: (
				<>
					<ConnectionTest isPrimary={ ! isTested } />
					{ isTested && (
						<>
							<p>
								{ __(
									'That was your first pushed event. It is in the live feed, too.',
									'realtime-events'
								) }
							</p>
							<NextButton
								label={ __( 'Finish', 'realtime-events' ) }
								onClick={ () => void guide( false ) }
							/>
						</>
					) }
				</>
			),
		},
	];

	return (
		<section
			className="realtime-events-card is-padded"
			aria-labelledby="realtime-events-first-run"
		>
			<h2 id="realtime-events-first-run">
				{ isWelcome
					? __( 'Welcome to Realtime Events', 'realtime-events' )
					: __( 'Connect your realtime server', 'realtime-events' ) }
			</h2>
			<p className="realtime-events-lead">
				{ __(
					'Everything is recorded already, and the live feed works: it looks for news every few seconds. A hub of your own adds that each event is on every screen the moment it happens, that visitors see live notices without asking your site, and who is online.',
					'realtime-events'
				) }
			</p>
			<p>
				<Button variant="link" href={ config.urls.feed }>
					{ __(
						'Skip this and open the live feed',
						'realtime-events'
					) }
				</Button>
			</p>
			<Stepper
				steps={ steps }
				current={ current }
				onOpen={ setCurrent }
			/>
		</section>
	);
}

function firstOpenStep( serverUrl: string, hasKey: boolean ): string {
	if ( serverUrl === '' ) {
		return 'server';
	}
	return hasKey ? 'test' : 'key';
}
