import { Button } from '@wordpress/components';
import { useEffect, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { request } from '@realtime-events/client';
import type { TokenClaims, TokenResponse } from '../../../protocol';
import { claimsOf, tokenFacts } from './token-facts';

type Asked =
	| { readonly status: 'asking' }
	| { readonly status: 'none' }
	| { readonly status: 'failed'; readonly message: string }
	| { readonly status: 'read'; readonly claims: TokenClaims };

async function ask(): Promise< Asked > {
	try {
		const { body } = await request< TokenResponse >( '/token', {
			method: 'POST',
		} );
		const claims = claimsOf( body.token );
		return claims === null
			? { status: 'none' }
			: { status: 'read', claims };
	} catch ( error ) {
		return { status: 'failed', message: ( error as Error ).message };
	}
}

/**
 * What a token says that this browser gets: which channels it opens, and until
 * when. Neither the token nor the key that signs it is shown.
 *
 * @since 0.1.0
 */
export function TokenInspector() {
	const [ asked, setAsked ] = useState< Asked >( { status: 'asking' } );
	const [ times, setTimes ] = useState( 0 );
	useEffect( () => {
		let isOver = false;
		setAsked( { status: 'asking' } );
		void ask().then( ( answer ) => ! isOver && setAsked( answer ) );
		return () => {
			isOver = true;
		};
	}, [ times ] );
	return (
		<div role="status" className="realtime-events-inspector">
			<Answer asked={ asked } />
			<p className="realtime-events-hint">
				{ __(
					'Browsers show it to the hub and get a new one every few minutes. Each person gets their own.',
					'realtime-events'
				) }
			</p>
			<Button
				size="compact"
				variant="secondary"
				onClick={ () => setTimes( times + 1 ) }
			>
				{ asked.status === 'failed'
					? __( 'Try again', 'realtime-events' )
					: __( 'Ask for a new one', 'realtime-events' ) }
			</Button>
		</div>
	);
}

function Answer( { asked }: { readonly asked: Asked } ) {
	switch ( asked.status ) {
		case 'asking':
			return (
				<p className="realtime-events-hint">
					{ __( 'Asking your site…', 'realtime-events' ) }
				</p>
			);
		case 'none':
			return (
				<p>
					{ __(
						'Browsers need no token for this kind of server.',
						'realtime-events'
					) }
				</p>
			);
		case 'failed':
			return (
				<p>
					{ asked.message ||
						__( 'Your site did not answer.', 'realtime-events' ) }
				</p>
			);
		case 'read':
			return (
				<dl className="realtime-events-token">
					{ tokenFacts( asked.claims ).map( ( { label, values } ) => (
						<div key={ label }>
							<dt>{ label }</dt>
							<dd>
								{ values.length === 1
									? values
									: values.map( ( value ) => (
											<span key={ value }>{ value }</span>
										) ) }
							</dd>
						</div>
					) ) }
				</dl>
			);
	}
}
