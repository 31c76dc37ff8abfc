export const STORE_NAME = 'realtime-events/deliveries';
export const PAGE_SIZE = 50;
