export { ConnectionPill } from './connection-pill';
export { connectionWords } from './connection-pill/words';
export { EventMark, severityWords } from './event-mark';
export { EventSentence } from './event-sentence';
export { linkOf, plainSentence, sentenceOf } from './event-sentence/sentence';
export { MessagePanel } from './message-panel';
export { RelativeTime } from './relative-time';
export { useNow } from './use-now';
