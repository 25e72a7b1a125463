-- What finds events again: `ix`, and `keys`, the ids (kind, site, key, joined by \0) of the facts that the event as it was
-- received makes.
ALTER TABLE event_raw ADD COLUMN IF NOT EXISTS ix String CODEC(ZSTD(1));
ALTER TABLE event_raw ADD COLUMN IF NOT EXISTS keys Array(String) CODEC(ZSTD(1));
ALTER TABLE event_raw ADD INDEX IF NOT EXISTS keys_bloom keys TYPE bloom_filter(0.001) GRANULARITY 1;
ALTER TABLE event_raw ADD INDEX IF NOT EXISTS ix_bloom ix TYPE bloom_filter(0.001) GRANULARITY 1;
ALTER TABLE event_raw ADD INDEX IF NOT EXISTS n_range n TYPE minmax GRANULARITY 1;
ALTER TABLE event_raw ADD INDEX IF NOT EXISTS received_range received_at TYPE minmax GRANULARITY 1;

-- Every correction that was received, as its line.
CREATE TABLE IF NOT EXISTS correction
(
    p LowCardinality(String),
    e Int64,
    n Int64,
    at Int64,
    received_at Int64,
    line String CODEC(ZSTD(1)),
    earliness Int64 MATERIALIZED -received_at
)
ENGINE = ReplacingMergeTree(earliness)
ORDER BY (p, e, n);

-- The events that corrections speak of, and what each counts as: `itself`, `nothing`, or `line`, the same event with another
-- payload. Of several rows the greatest `batch` holds.
CREATE TABLE IF NOT EXISTS corrected_event
(
    p LowCardinality(String),
    e Int64,
    n Int64,
    t LowCardinality(String),
    counts_as LowCardinality(String),
    line String CODEC(ZSTD(1)),
    batch Int64
)
ENGINE = ReplacingMergeTree(batch)
ORDER BY (p, e, n);

-- Ids of the facts that a corrected event makes or would make by any payload that a correction ever gave it, and of the
-- facts that corrections name by their key (p = '').
CREATE TABLE IF NOT EXISTS corrected_key
(
    id String,
    p LowCardinality(String),
    e Int64,
    n Int64
)
ENGINE = ReplacingMergeTree
ORDER BY (id, p, e, n);

-- Never written: the gaps of a producer are read from sequence_range, which knows them exactly.
DROP TABLE IF EXISTS sequence_gap;
