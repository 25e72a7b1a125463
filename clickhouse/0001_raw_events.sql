-- The events as they were received, one row each: what every other number can be counted again from.
-- Of several rows with one (p, e, n) the first received holds, so the version falls as received_at rises.
CREATE TABLE IF NOT EXISTS event_raw
(
    p LowCardinality(String),
    e Int64,
    n Int64,
    at Int64,
    received_at Int64,
    site LowCardinality(String),
    t LowCardinality(String),
    line String CODEC(ZSTD(1)),
    earliness Int64 MATERIALIZED -received_at
)
ENGINE = ReplacingMergeTree(earliness)
PARTITION BY toYYYYMM(fromUnixTimestamp64Milli(greatest(0, least(at, 4102444800000)), 'UTC'))
ORDER BY (intDiv(at, 3600000), p, e, n);

-- Received sequence numbers: inclusive ranges, one or more per batch. `batch` counts the batches; the greatest is the
-- last one that is complete in every table.
CREATE TABLE IF NOT EXISTS sequence_range
(
    p LowCardinality(String),
    e Int64,
    from_n Int64,
    to_n Int64,
    batch Int64
)
ENGINE = ReplacingMergeTree(batch)
ORDER BY (p, e, from_n, to_n);

-- Gaps in the sequence of a producer, as the live engine recorded them. `filled` = 1 when the missing events came after all.
CREATE TABLE IF NOT EXISTS sequence_gap
(
    p LowCardinality(String),
    e Int64,
    from_n Int64,
    to_n Int64,
    from_at Int64,
    to_at Int64,
    filled UInt8,
    recorded_at Int64
)
ENGINE = ReplacingMergeTree(recorded_at)
ORDER BY (p, e, from_n, to_n);

-- First and last event of a producer epoch at a site. Minimum and maximum: the same event twice changes nothing.
CREATE TABLE IF NOT EXISTS producer_span
(
    site LowCardinality(String),
    p LowCardinality(String),
    e Int64,
    first_at SimpleAggregateFunction(min, Int64),
    last_at SimpleAggregateFunction(max, Int64),
    first_n SimpleAggregateFunction(min, Int64),
    last_n SimpleAggregateFunction(max, Int64),
    first_received_at SimpleAggregateFunction(min, Int64),
    last_received_at SimpleAggregateFunction(max, Int64)
)
ENGINE = AggregatingMergeTree
ORDER BY (site, p, e);

-- What `dim.upsert` said, every statement of it. Of one (kind, site, id, valid_from) the greatest (at, p, e, n) holds.
CREATE TABLE IF NOT EXISTS dim_version
(
    kind LowCardinality(String),
    site LowCardinality(String),
    id String,
    valid_from Int64,
    attrs String,
    at Int64,
    p LowCardinality(String),
    e Int64,
    n Int64
)
ENGINE = ReplacingMergeTree
ORDER BY (kind, site, id, valid_from, at, p, e, n);
