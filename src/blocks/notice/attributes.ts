/** As block.json declares them; times are in seconds. */
export interface NoticeAttributes extends Record< string, unknown > {
	types: string[];
	templates: Record< string, string >;
	display: 'toast' | 'banner' | 'inline';
	corner: 'bottom-end' | 'bottom-start' | 'top-end' | 'top-start';
	stack: number;
	seconds: number;
	every: number;
	delay: number;
	backlog: number;
	hideForUsers: boolean;
	hideInCheckout: boolean;
	canMute: boolean;
}

export type Change = ( change: Partial< NoticeAttributes > ) => void;
