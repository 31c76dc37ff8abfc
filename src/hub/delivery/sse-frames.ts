import { createFrame, type Dialect } from './frames';

/**
 * Server-Sent Events: one message an event, whose id is the position to come
 * back with.
 *
 * @since 0.1.0
 */
export const sseDialect: Dialect = {
	events: ( { epoch, entries } ) =>
		createFrame(
			Buffer.from(
				entries
					.map(
						( { offset, json } ) =>
							`id: ${ epoch }:${ offset }\ndata: ${ json }\n\n`
					)
					.join( '' )
			)
		),
	message: ( name, json ) =>
		createFrame( Buffer.from( `event: ${ name }\ndata: ${ json }\n\n` ) ),
};
