/**
 * Real services for tests: each starts in a temporary folder of its own and
 * ends with `stop()`, or with the process that started it.
 */
export { startDemo } from './demo.mjs';
export { startHub } from './hub.mjs';
export { startMariaDb } from './mariadb.mjs';
export { startPhpFpmNginx } from './fpm-nginx.mjs';
export { startRedis } from './redis.mjs';
export { startRelay } from './relay.mjs';
export { startSite } from './site.mjs';
