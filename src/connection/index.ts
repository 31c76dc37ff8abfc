export { canPush } from './can-push';
export { SharedConnection } from './shared-connection';
export type { SharedConnectionOptions } from './connection-options';
export type { Locks } from './leadership';
export { compareEvents, compareSequences, laterSequence } from './sequence';
export type { TabChannel, TabMessage } from './tab-messages';
export { SiteError } from './types';
export type {
	Change,
	Clock,
	ConnectionState,
	Credentials,
	Delivery,
	Ledger,
	Listener,
	Page,
	Phase,
	Presence,
	PushFactory,
	Reason,
	Surroundings,
} from './types';
