-- Quarter hours that a batch touched: whose roll-ups of that kind changed with it. Written before the batch's facts.
CREATE TABLE IF NOT EXISTS interval_touched
(
    kind LowCardinality(String),
    slot_at Int64,
    batch Int64
)
ENGINE = ReplacingMergeTree(batch)
ORDER BY (kind, slot_at);

-- The roll-up of a quarter hour that holds: its rows have this `build`, and show every batch up to `batch`. A quarter hour
-- that was touched by a later batch, or never built, is counted from the facts.
CREATE TABLE IF NOT EXISTS interval_built
(
    kind LowCardinality(String),
    slot_at Int64,
    build Int64,
    batch Int64
)
ENGINE = ReplacingMergeTree(build)
ORDER BY (kind, slot_at);
