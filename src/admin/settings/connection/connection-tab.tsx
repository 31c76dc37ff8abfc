import { useSelect } from '@wordpress/data';
import type { SaveForm } from '../layout/use-save';
import { store } from '../store';
import { FirstRun } from './first-run';
import { Summary } from './summary';

/**
 * The way to the server: step by step the first time, a summary from then on.
 *
 * @since 0.1.0
 */
export function ConnectionTab( { onSave }: { readonly onSave: SaveForm } ) {
	const isGuided = useSelect( ( select ) => select( store ).isGuided(), [] );
	return isGuided ? <FirstRun onSave={ onSave } /> : <Summary />;
}
