export * from './channels';
export * from './cloud-event';
export * from './codes';
export * from './keys';
export * from './limits';
export * from './messages';
export * from './token';
