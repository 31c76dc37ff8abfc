interface Props {
	readonly value: unknown;
	readonly name?: string;
	readonly depth?: number;
}

/** Deeper than anything sensible; what lies below is written in one line. */
const MAX_DEPTH = 12;

/**
 * JSON that can be folded up.
 */
export function JsonTree( { value, name, depth = 0 }: Props ) {
	const label = name === undefined ? null : <b>{ `${ name }: ` }</b>;
	if ( typeof value !== 'object' || value === null || depth >= MAX_DEPTH ) {
		return (
			<div className="realtime-events-json__leaf">
				{ label }
				<span
					className={ `is-${ value === null ? 'null' : typeof value }` }
				>
					{ JSON.stringify( value ) }
				</span>
			</div>
		);
	}
	const entries = Object.entries( value );
	const [ start, end ] = Array.isArray( value ) ? '[]' : '{}';
	return (
		<details open={ depth < 2 }>
			<summary>
				{ label }
				{ start }
				<span className="realtime-events-json__count">
					{ entries.length }
				</span>
				{ end }
			</summary>
			{ entries.map( ( [ key, child ] ) => (
				<JsonTree
					key={ key }
					name={ key }
					value={ child }
					depth={ depth + 1 }
				/>
			) ) }
		</details>
	);
}
