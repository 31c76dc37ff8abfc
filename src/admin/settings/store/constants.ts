export const STORE_NAME = 'realtime-events/settings';
export const SETTINGS_PATH = '/realtime-events/v1/settings';
export const OPTION_NAME = 'realtime_events';
export const KEY_PATH = '/realtime-events/v1/settings/key';
export const TEST_PATH = '/realtime-events/v1/status/test';

/** As in PHP's Options_Schema. */
export const MIN_RETENTION_DAYS = 1;
export const MAX_RETENTION_DAYS = 3650;
export const MAX_RETENTION_ROWS = 100_000_000;
export const MAX_PURCHASE_DELAY_MINUTES = 1440;
