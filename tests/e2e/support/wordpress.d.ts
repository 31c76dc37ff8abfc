/** What the pages of the tests have on `window`. */
interface Window {
	/** The part of WordPress's own scripts that the tests call. */
	wp: {
		data: {
			dispatch: ( store: 'core/preferences' ) => {
				set: ( scope: string, name: string, value: unknown ) => void;
			};
		};
	};
	axe: {
		run: (
			selector: string
		) => Promise< { violations: Array< { id: string } > } >;
	};
}
