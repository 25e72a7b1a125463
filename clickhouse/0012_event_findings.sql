-- Events that cannot have been as they say, as they were found when they were received: one row for each event and kind of
-- finding. The event counts as it stands; this only says that it is to be doubted.
CREATE TABLE IF NOT EXISTS event_finding
(
    kind LowCardinality(String),
    site LowCardinality(String),
    p LowCardinality(String),
    e Int64,
    n Int64,
    at Int64,
    received_at Int64,
    t LowCardinality(String),
    ix String
)
ENGINE = ReplacingMergeTree
PARTITION BY toYYYYMM(fromUnixTimestamp64Milli(greatest(0, least(at, 4102444800000)), 'UTC'))
ORDER BY (intDiv(at, 3600000), p, kind, e, n);
