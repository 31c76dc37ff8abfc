import type * as selectors from './selectors';
import type { Action } from './types';

/** The store's own selectors, without the state that they begin with. */
type Selectors = {
	[ Name in keyof typeof selectors ]: () => ReturnType<
		( typeof selectors )[ Name ]
	>;
};

interface ThunkArgs {
	dispatch: ( action: Action ) => void;
	select: Pick<
		Selectors,
		| 'getQuery'
		| 'getItems'
		| 'getPending'
		| 'getStatus'
		| 'hasOlder'
		| 'getCursor'
		| 'getTriageStates'
	>;
}

/** @since 0.1.0 */
export type Thunk< Result > = ( args: ThunkArgs ) => Result;
