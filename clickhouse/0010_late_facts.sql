-- Facts that appeared, changed or vanished in a quarter hour (slot x site x kind) more than 120 s after its end, and the
-- event that made it so: what restatement and back-fill are listed from. A change that came before the interval was
-- closed (late_closing) is none.
CREATE TABLE IF NOT EXISTS late_fact
(
    kind LowCardinality(String),
    site LowCardinality(String),
    slot_at Int64,
    id String,
    p LowCardinality(String),
    e Int64,
    n Int64,
    at Int64,
    received_at Int64
)
ENGINE = ReplacingMergeTree
ORDER BY (slot_at, site, kind, id, p, e, n);

-- When the last fact was closed that had been open in a quarter hour 120 s after its end: the interval closed then.
CREATE TABLE IF NOT EXISTS late_closing
(
    kind LowCardinality(String),
    site LowCardinality(String),
    slot_at Int64,
    closed_at SimpleAggregateFunction(max, Int64)
)
ENGINE = AggregatingMergeTree
ORDER BY (slot_at, site, kind);
