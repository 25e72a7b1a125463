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

-- When a fact was closed, or changed while it was open, that stood open in a quarter hour 120 s after its end: the interval
-- closes with the last of those that had been heard of by then.
CREATE TABLE IF NOT EXISTS late_closing
(
    kind LowCardinality(String),
    site LowCardinality(String),
    slot_at Int64,
    id String,
    closed_at SimpleAggregateFunction(max, Int64)
)
ENGINE = AggregatingMergeTree
ORDER BY (slot_at, site, kind, id);
