/** What a site answers; a body that is a string is no JSON. */
export class Answer {
	public readonly ok: boolean;
	public readonly headers: Map< string, string >;

	public constructor(
		public readonly status: number,
		private readonly body: unknown,
		headers: Record< string, string > = {}
	) {
		this.ok = status < 400;
		this.headers = new Map( Object.entries( headers ) );
	}

	public json(): Promise< unknown > {
		return typeof this.body === 'string'
			? Promise.reject( new SyntaxError( this.body ) )
			: Promise.resolve( this.body );
	}

	public text(): Promise< string > {
		return Promise.resolve( String( this.body ) );
	}
}
