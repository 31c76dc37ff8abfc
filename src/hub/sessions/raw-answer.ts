/**
 * An answer that is JSON already: events are put in as the log keeps them and
 * never parsed on their way.
 *
 * @since 0.1.0
 */
export class RawAnswer {
	readonly json: string;

	constructor( json: string ) {
		this.json = json;
	}

	static of( value: object ): RawAnswer {
		return new RawAnswer( JSON.stringify( value ) );
	}
}
