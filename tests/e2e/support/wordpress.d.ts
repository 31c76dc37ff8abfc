/** The part of WordPress's own scripts that the tests call in the page. */
interface Window {
	wp: {
		data: {
			dispatch: ( store: 'core/preferences' ) => {
				set: ( scope: string, name: string, value: unknown ) => void;
			};
		};
	};
}
