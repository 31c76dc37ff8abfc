/* eslint-disable @wordpress/no-unsafe-wp-apis -- Core's own blocks have no other way to put colours on an inner element. */
import {
	__experimentalUseBorderProps as useBorderProps,
	__experimentalUseColorProps as useColorProps,
} from '@wordpress/block-editor';
/* eslint-enable @wordpress/no-unsafe-wp-apis */
import { __ } from '@wordpress/i18n';
import { PartsView } from '../editing/parts-view';
import type { Item } from '../shared/item';

const BLOCK = 'wp-block-realtime-events-notice';

interface CardProps {
	item: Item;
	attributes: Record< string, unknown > & { canMute: boolean };
	onDismiss: () => void;
}

/**
 * A notice as visitors see it; includes/blocks/class-notice-block.php renders the same.
 *
 * @since 0.1.0
 */
export function Card( { item, attributes, onDismiss }: CardProps ) {
	const color = useColorProps( attributes );
	const border = useBorderProps( attributes );
	return (
		<li
			className={ [
				`${ BLOCK }__card`,
				color.className,
				border.className,
			]
				.filter( Boolean )
				.join( ' ' ) }
			style={ { ...color.style, ...border.style } }
			data-severity={ item.severity }
		>
			<span className={ `${ BLOCK }__icon` } aria-hidden="true" />
			<div className={ `${ BLOCK }__body` }>
				<p className={ `${ BLOCK }__sentence` }>
					<PartsView parts={ item.parts } />
				</p>
				<p className={ `${ BLOCK }__meta` }>
					<time dateTime={ item.time }>{ item.timeText }</time>
					{ attributes.canMute && (
						<span className={ `${ BLOCK }__mute` }>
							{ __( 'Mute for a day', 'realtime-events' ) }
						</span>
					) }
				</p>
			</div>
			<button
				type="button"
				className={ `${ BLOCK }__dismiss` }
				aria-label={ __( 'Dismiss this notice', 'realtime-events' ) }
				onClick={ onDismiss }
			>
				<span aria-hidden="true">×</span>
			</button>
		</li>
	);
}
