import { redisScript } from './redis-connection.ts';

/** n per stored block of digests: 32 KiB when full. */
const BLOCK = 4096;

/**
 * Ranges of n in a sorted set, disjoint and never adjacent: member = first n, score = last n. Scores are doubles and
 * carry every safe integer exactly. Numbers are written with %.0f, for Lua would round them to 14 digits.
 */
const RANGES = `
local function text(n) return string.format('%.0f', n) end

-- ranges that share an n with [from - reach, to + reach], ascending
local function near(key, from, to, reach)
  local found, offset, size = {}, 0, 2
  while true do
    local page = redis.call('ZRANGEBYSCORE', key, text(from - reach), '+inf', 'WITHSCORES', 'LIMIT', offset, size)
    for i = 1, #page, 2 do
      local first, last = tonumber(page[i]), tonumber(page[i + 1])
      if first > to + reach then return found end
      found[#found + 1] = { first, last }
    end
    if #page < 2 * size then return found end
    offset, size = offset + size, 64
  end
end

local function add(key, from, to, touching)
  local first, last = from, to
  for _, range in ipairs(touching) do
    if range[1] < first then first = range[1] end
    if range[2] > last then last = range[2] end
  end
  for _, range in ipairs(touching) do
    if range[1] ~= first then redis.call('ZREM', key, text(range[1])) end
  end
  redis.call('ZADD', key, text(last), text(first))
end

local function remove(key, from, to)
  for _, range in ipairs(near(key, from, to, 0)) do
    redis.call('ZREM', key, text(range[1]))
    if range[1] < from then redis.call('ZADD', key, text(from - 1), text(range[1])) end
    if range[2] > to then redis.call('ZADD', key, text(range[2]), text(to + 1)) end
  end
end
`;

/**
 * Ledger and append in one step. A run of n that continues what stands costs five commands, however long it is.
 *
 * ARGV: prefix, seconds that digests are kept, runs, entries;
 *       per run: "<p>:<e>", first n, last n, the digests (8 bytes each);
 *       per entry: shard, its lines joined by newlines;
 *       JSON {runs: [[line index...]...], entries: [[line index...]...]}, read only where a line is refused.
 * Answers {line index, 1 = duplicate or 2 = conflict, ...} of the lines that are not accepted.
 * The keys are made here from the arguments: this needs one Redis (or a replicated one), not a cluster.
 */
export const APPEND = redisScript(`${RANGES}
local BLOCK = ${BLOCK}
local prefix, keep, runs, entries = ARGV[1], ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4])
local places
local function placesOf(kind, number)
  places = places or cjson.decode(ARGV[#ARGV])
  return places[kind][number]
end
local refused, answer = {}, {}

-- calls each(block key, first n, last n, offset of the first in its block) for every block of [from, to]
local function blocks(epoch, from, to, each)
  while from <= to do
    local block = math.floor(from / BLOCK)
    local last = math.min(to, block * BLOCK + BLOCK - 1)
    each(prefix .. 'dig:' .. epoch .. ':' .. text(block), from, last, (from - block * BLOCK) * 8)
    from = last + 1
  end
end

local at = 5
for run = 1, runs do
  local epoch, from, to, digests = ARGV[at], tonumber(ARGV[at + 1]), tonumber(ARGV[at + 2]), ARGV[at + 3]
  at = at + 4
  local function slice(first, last) return string.sub(digests, (first - from) * 8 + 1, (last - from + 1) * 8) end

  local function compare(key, first, last, offset)
    local stored = redis.call('GETRANGE', key, offset, offset + (last - first + 1) * 8 - 1)
    local none = string.rep('\\0', 8)
    for n = first, last do
      local known = string.sub(stored, (n - first) * 8 + 1, (n - first + 1) * 8)
      local kind = 1
      if #known == 8 and known ~= none and known ~= slice(n, n) then kind = 2 end
      local place = placesOf('runs', run)[n - from + 1]
      refused[place] = true
      answer[#answer + 1] = place
      answer[#answer + 1] = kind
    end
  end
  local fresh = false
  local function store(key, first, last, offset)
    fresh = true
    redis.call('SETRANGE', key, offset, slice(first, last))
    redis.call('EXPIRE', key, keep)
  end

  local received = prefix .. 'seq:' .. epoch
  local touching = near(received, from, to, 1)
  local next = from
  for _, range in ipairs(touching) do
    local first, last = math.max(next, range[1]), math.min(to, range[2])
    if first <= last then
      blocks(epoch, next, first - 1, store)
      blocks(epoch, first, last, compare)
      next = last + 1
    end
  end
  blocks(epoch, next, to, store)
  if fresh then
    if #touching == 0 then redis.call('SADD', prefix .. 'epochs', epoch) end
    add(received, from, to, touching)
    remove(prefix .. 'rej:' .. epoch, from, to)
  end
end

for entry = 1, entries do
  local shard, lines = ARGV[at], ARGV[at + 1]
  at = at + 2
  if #answer > 0 then
    local kept, number = {}, 0
    local indexes = placesOf('entries', entry)
    for line in string.gmatch(lines, '[^\\n]+') do
      number = number + 1
      if not refused[indexes[number]] then kept[#kept + 1] = line end
    end
    lines = table.concat(kept, '\\n')
  end
  if #lines > 0 then
    redis.call('SADD', prefix .. 'shards', shard)
    redis.call('XADD', prefix .. 'events:' .. shard, '*', 'ev', lines)
  end
end
return answer
`);

/**
 * Dead letters and the ledger of refused n in one step.
 * ARGV: prefix; per letter: shard, receivedAt ms, code, message, line, p, e, n (p, e and n empty where unreadable).
 */
export const BURY = redisScript(`${RANGES}
local prefix = ARGV[1]
for at = 2, #ARGV, 8 do
  local shard, p, e, n = ARGV[at], ARGV[at + 5], ARGV[at + 6], ARGV[at + 7]
  redis.call('SADD', prefix .. 'deadshards', shard)
  redis.call('XADD', prefix .. 'dead:' .. shard, '*', 'at', ARGV[at + 1], 'code', ARGV[at + 2], 'message', ARGV[at + 3],
    'line', ARGV[at + 4], 'p', p, 'e', e, 'n', n)
  if p ~= '' then
    local epoch, number = p .. ':' .. e, tonumber(n)
    if #near(prefix .. 'seq:' .. epoch, number, number, 0) == 0 then
      local rejected = prefix .. 'rej:' .. epoch
      redis.call('SADD', prefix .. 'epochs', epoch)
      add(rejected, number, number, near(rejected, number, number, 1))
    end
  end
end
return 1
`);
