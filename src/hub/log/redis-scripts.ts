/**
 * What has to happen at once in Redis. One script an append, so that a
 * duplicate, an offset and the order of the tail can never disagree.
 *
 * @since 0.1.0
 */

/** Arguments before the entries, and for each entry. */
export const APPEND_HEAD = 9;
export const APPEND_EACH = 5;

/**
 * KEYS: meta, tail, then for each entry: its id, its channel's stream.
 * ARGV: site, epoch candidate, now (ms), events kept, age kept (s), ids kept (s),
 * tail length, epoch and total known to the node; then for each entry: id,
 * channel, json, sequence, top known to the node.
 *
 * A log that is behind what a node has seen came back from an old copy: its
 * next offsets were given to other events before, so it gets a new epoch.
 */
export const APPEND = `
local meta, tail = KEYS[1], KEYS[2]
local site, candidate, now = ARGV[1], ARGV[2], ARGV[3]
local epoch = redis.call('HGET', meta, 'epoch')
if not epoch then
	epoch = candidate
	redis.call('HSET', meta, 'epoch', epoch)
end
local count = (#ARGV - ${ APPEND_HEAD }) / ${ APPEND_EACH }
local total = tonumber(redis.call('HGET', meta, 'total') or '0')
if ARGV[8] == epoch and total < tonumber(ARGV[9]) then
	epoch = candidate
	redis.call('HSET', meta, 'epoch', epoch)
elseif ARGV[8] == epoch then
	for i = 1, count do
		local at = ${ APPEND_HEAD } + (i - 1) * ${ APPEND_EACH }
		local top = tonumber(redis.call('HGET', meta, 'o:' .. ARGV[at + 2]) or '0')
		if top < tonumber(ARGV[at + 5]) then
			epoch = candidate
			redis.call('HSET', meta, 'epoch', epoch)
			break
		end
	end
end
local answer = {}
for i = 1, count do
	local at = ${ APPEND_HEAD } + (i - 1) * ${ APPEND_EACH }
	local id, channel, json, sequence = ARGV[at + 1], ARGV[at + 2], ARGV[at + 3], ARGV[at + 4]
	local known = redis.call('GET', KEYS[2 * i + 1])
	if known then
		answer[i] = { known, 1, 0 }
	else
		local offset = redis.call('HINCRBY', meta, 'o:' .. channel, 1)
		total = redis.call('HINCRBY', meta, 'total', 1)
		local stream = KEYS[2 * i + 2]
		local function add()
			return redis.pcall('XADD', stream, 'MAXLEN', '~', ARGV[4], offset .. '-0', 'i', id, 'j', json, 's', sequence, 't', now)
		end
		if type(add()) == 'table' then
			-- What stands there is of a log whose counter is gone.
			redis.call('DEL', stream)
			redis.call('XADD', stream, offset .. '-0', 'i', id, 'j', json, 's', sequence, 't', now)
		end
		redis.call('EXPIRE', stream, ARGV[5])
		local position = epoch .. ' ' .. offset
		redis.call('SET', KEYS[2 * i + 1], position, 'EX', ARGV[6])
		redis.call('XADD', tail, 'MAXLEN', '~', ARGV[7], '*', 'w', site, 'c', channel, 'e', epoch, 'o', offset, 'a', total, 'i', id, 'j', json, 's', sequence, 't', now)
		answer[i] = { position, 0, total }
	end
end
return answer
`;

/**
 * KEYS: meta, stream. ARGV: channel, epoch candidate, limit.
 */
export const READ = `
local epoch = redis.call('HGET', KEYS[1], 'epoch')
if not epoch then
	epoch = ARGV[2]
	redis.call('HSET', KEYS[1], 'epoch', epoch)
end
local top = redis.call('HGET', KEYS[1], 'o:' .. ARGV[1]) or '0'
return { epoch, top, redis.call('XREVRANGE', KEYS[2], '+', '-', 'COUNT', ARGV[3]) }
`;

/**
 * KEYS: meta. ARGV: epoch that is no longer good, epoch candidate.
 */
export const RENEW = `
if redis.call('HGET', KEYS[1], 'epoch') == ARGV[1] then
	redis.call('HSET', KEYS[1], 'epoch', ARGV[2])
end
return 1
`;

/**
 * KEYS: tail, notices that are kept. ARGV: tail length, site, kind, body, now
 * (ms), how long it is kept (ms; 0 for not at all).
 */
export const NOTIFY = `
redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[1], '*', 'w', ARGV[2], 'n', ARGV[3], 'b', ARGV[4])
if tonumber(ARGV[6]) > 0 then
	redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', ARGV[5])
	redis.call('ZADD', KEYS[2], ARGV[5] + ARGV[6], table.concat({ ARGV[2], ARGV[3], ARGV[4] }, '\\n'))
	redis.call('PEXPIRE', KEYS[2], ARGV[6])
end
return 1
`;
