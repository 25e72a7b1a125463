-- The messages of written conversations; count at from_at. Read and laid out as the facts of 0006.

CREATE TABLE IF NOT EXISTS fact_message
(
    key String,
    version UInt32,
    gone UInt8,
    rank Int8,
    rev Int64,
    at Int64,
    p LowCardinality(String),
    e Int64,
    n Int64,
    from_at Int64,
    to_at Nullable(Int64),
    ix Nullable(String),
    cust Nullable(String),
    site LowCardinality(String),
    queue LowCardinality(Nullable(String)),
    skill LowCardinality(Nullable(String)),
    media LowCardinality(Nullable(String)),
    direction LowCardinality(Nullable(String)),
    fn LowCardinality(Nullable(String)),
    agent LowCardinality(Nullable(String)),
    team LowCardinality(Nullable(String)),
    campaign LowCardinality(Nullable(String)),
    list LowCardinality(Nullable(String)),
    country LowCardinality(Nullable(String)),
    province LowCardinality(Nullable(String)),
    city LowCardinality(Nullable(String)),
    segment LowCardinality(Nullable(String)),
    partner LowCardinality(Nullable(String)),
    side LowCardinality(Nullable(String)),
    conversation Nullable(String),
    INDEX to_at_range to_at TYPE minmax GRANULARITY 1
)
ENGINE = ReplacingMergeTree(version)
PARTITION BY toYYYYMM(fromUnixTimestamp64Milli(greatest(0, least(from_at, 4102444800000)), 'UTC'))
ORDER BY (intDiv(from_at, 3600000), site, key, from_at);
