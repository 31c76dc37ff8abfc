import { AlertsDialog } from './alerts-dialog';
import { ExportDialog } from './export-dialog';
import { HelpDialog } from './help-dialog';

export type DialogName = 'alerts' | 'export' | 'help';

interface Props {
	readonly name: DialogName | null;
	readonly onClose: () => void;
}

/**
 * The dialog that is open.
 */
export function FeedDialogs( { name, onClose }: Props ) {
	switch ( name ) {
		case 'alerts':
			return <AlertsDialog onClose={ onClose } />;
		case 'export':
			return <ExportDialog onClose={ onClose } />;
		case 'help':
			return <HelpDialog onClose={ onClose } />;
		default:
			return null;
	}
}
