import type { Part } from '../shared/sentence';

/**
 * A sentence as visitors see it. Its links lead nowhere while it is edited.
 *
 * @since 0.1.0
 */
export function PartsView( { parts }: { parts: readonly Part[] } ) {
	return (
		<>
			{ parts.map( ( { key, text, href } ) =>
				href === null ? (
					<span key={ key }>{ text }</span>
				) : (
					// eslint-disable-next-line jsx-a11y/anchor-is-valid -- A preview.
					<a
						key={ key }
						href="#"
						onClick={ ( event ) => event.preventDefault() }
					>
						{ text }
					</a>
				)
			) }
		</>
	);
}
