import type { Severity } from '../../../protocol/cloud-event';
import { severityWords } from '../../components';

/**
 * What is wrong in a word: nobody has to know a colour. Nothing where nothing is.
 */
export const SeverityWord = ( {
	severity,
}: {
	readonly severity: Severity;
} ) =>
	severity === 'warning' || severity === 'error' ? (
		<span className="realtime-events-row__severity">
			{ severityWords()[ severity ] }
		</span>
	) : null;
