import { Button } from '@wordpress/components';
import { useCopyToClipboard } from '@wordpress/compose';
import { useEffect, useId, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { check, copy } from '@wordpress/icons';
import { speak } from '@wordpress/a11y';

const COPIED_SHOWN_MS = 2000;

interface Props {
	/** What the text is, for people and screen readers: “Start command”. */
	readonly label: string;
	readonly text: string;
	/** The label stands beside it already; screen readers still get it. */
	readonly hidesLabel?: boolean;
}

/**
 * Text to take elsewhere, with the button that copies it.
 *
 * It scrolls sideways and never wraps: a wrapped command is copied wrong by hand.
 *
 * @since 0.1.0
 */
export function CopyBlock( { label, text, hidesLabel = false }: Props ) {
	const labelId = useId();
	const [ isCopied, setCopied ] = useState( false );
	const ref = useCopyToClipboard< HTMLButtonElement >( text, () => {
		setCopied( true );
		speak( __( 'Copied.', 'realtime-events' ) );
	} );

	useEffect( () => {
		if ( ! isCopied ) {
			return undefined;
		}
		const timer = setTimeout( () => setCopied( false ), COPIED_SHOWN_MS );
		return () => clearTimeout( timer );
	}, [ isCopied ] );

	return (
		<div className="realtime-events-copy-block">
			<span
				id={ labelId }
				className={
					hidesLabel
						? 'screen-reader-text'
						: 'realtime-events-copy-block__label'
				}
			>
				{ label }
			</span>
			<div className="realtime-events-copy-block__box">
				{ /* Focusable, because what scrolls must be reachable by keyboard. */ }
				<div
					className="realtime-events-copy-block__text"
					dir="ltr"
					role="textbox"
					aria-readonly="true"
					aria-multiline={ text.includes( '\n' ) }
					aria-labelledby={ labelId }
					tabIndex={ 0 }
					translate="no"
				>
					{ text }
				</div>
				<Button
					ref={ ref }
					__next40pxDefaultSize
					variant="tertiary"
					icon={ isCopied ? check : copy }
					aria-describedby={ labelId }
				>
					{ isCopied
						? __( 'Copied', 'realtime-events' )
						: __( 'Copy', 'realtime-events' ) }
				</Button>
			</div>
		</div>
	);
}
