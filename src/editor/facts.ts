/** What includes/editor/class-editor-assets.php prints before the script. */
interface EditorFacts {
	/** Whether anybody is told when a post is published. */
	readonly isTold: boolean;
	/** Whether visitors are told when a post is published. */
	readonly isPublic: boolean;
	readonly silentMeta: string;
}

declare global {
	interface Window {
		realtimeEventsEditor?: EditorFacts;
	}
}

/** @since 0.1.0 */
export const facts: EditorFacts = window.realtimeEventsEditor ?? {
	isTold: false,
	isPublic: false,
	silentMeta: '',
};
