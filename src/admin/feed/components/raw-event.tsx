import { Button } from '@wordpress/components';
import { useCopyToClipboard } from '@wordpress/compose';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { CloudEvent } from '@realtime-events/client';
import { JsonTree } from './json-tree';

const INDENT = 2;

/**
 * The event as it travelled.
 */
export function RawEvent( { event }: { readonly event: CloudEvent } ) {
	const [ isCopied, setCopied ] = useState( false );
	const copyRef = useCopyToClipboard< HTMLButtonElement >(
		() => JSON.stringify( event, null, INDENT ),
		() => setCopied( true )
	);
	return (
		<section>
			<div className="realtime-events-panel__raw">
				<h3>{ __( 'CloudEvent', 'realtime-events' ) }</h3>
				<Button ref={ copyRef } size="small" variant="tertiary">
					{ isCopied
						? __( 'Copied', 'realtime-events' )
						: __( 'Copy JSON', 'realtime-events' ) }
				</Button>
			</div>
			{ /* Code reads from left to right in every language. */ }
			<div className="realtime-events-json" dir="ltr">
				<JsonTree value={ event } />
			</div>
		</section>
	);
}
