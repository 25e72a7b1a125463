-- The facts. Read them with FINAL and `gone = 0`; both together give the surviving facts of any period exactly.
-- Columns are held against FACT_KINDS and DIMENSIONS by a test.
-- Partition: month of from_at, instants outside 1970..2100 in the outermost months. Sorting: hour of from_at first, so
-- that a period is read without the rest of the history, then (site, key, from_at): versions of a key at one from_at collapse.

-- One visit of a queue: entry basis by from_at, event basis by to_at.
CREATE TABLE IF NOT EXISTS fact_visit
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
    outcome LowCardinality(Nullable(String)),
    wait_ms Nullable(Int64),
    ring_ms Nullable(Int64),
    INDEX to_at_range to_at TYPE minmax GRANULARITY 1
)
ENGINE = ReplacingMergeTree(version)
PARTITION BY toYYYYMM(fromUnixTimestamp64Milli(greatest(0, least(from_at, 4102444800000)), 'UTC'))
ORDER BY (intDiv(from_at, 3600000), site, key, from_at);

-- One offer of a contact to an agent; counts at to_at.
CREATE TABLE IF NOT EXISTS fact_offer
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
    result LowCardinality(Nullable(String)),
    ring_ms Nullable(Int64),
    INDEX to_at_range to_at TYPE minmax GRANULARITY 1
)
ENGINE = ReplacingMergeTree(version)
PARTITION BY toYYYYMM(fromUnixTimestamp64Milli(greatest(0, least(from_at, 4102444800000)), 'UTC'))
ORDER BY (intDiv(from_at, 3600000), site, key, from_at);

-- One agent's part of a contact; counts at to_at.
CREATE TABLE IF NOT EXISTS fact_leg
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
    role LowCardinality(Nullable(String)),
    talk_ms Nullable(Int64),
    hold_ms Nullable(Int64),
    holds Nullable(Int64),
    longest_hold_ms Nullable(Int64),
    ended_by LowCardinality(Nullable(String)),
    transfer LowCardinality(Nullable(String)),
    INDEX to_at_range to_at TYPE minmax GRANULARITY 1
)
ENGINE = ReplacingMergeTree(version)
PARTITION BY toYYYYMM(fromUnixTimestamp64Milli(greatest(0, least(from_at, 4102444800000)), 'UTC'))
ORDER BY (intDiv(from_at, 3600000), site, key, from_at);

-- One leg that an agent finished handling; counts at to_at.
CREATE TABLE IF NOT EXISTS fact_handle
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
    role LowCardinality(Nullable(String)),
    talk_ms Nullable(Int64),
    hold_ms Nullable(Int64),
    acw_ms Nullable(Int64),
    dial_ms Nullable(Int64),
    preview_ms Nullable(Int64),
    INDEX to_at_range to_at TYPE minmax GRANULARITY 1
)
ENGINE = ReplacingMergeTree(version)
PARTITION BY toYYYYMM(fromUnixTimestamp64Milli(greatest(0, least(from_at, 4102444800000)), 'UTC'))
ORDER BY (intDiv(from_at, 3600000), site, key, from_at);

-- One stay of an agent in one state; counts by the time of it that lies in the period.
CREATE TABLE IF NOT EXISTS fact_span
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
    state LowCardinality(Nullable(String)),
    reason LowCardinality(Nullable(String)),
    span_direction LowCardinality(Nullable(String)),
    queues Array(LowCardinality(String)),
    INDEX to_at_range to_at TYPE minmax GRANULARITY 1
)
ENGINE = ReplacingMergeTree(version)
PARTITION BY toYYYYMM(fromUnixTimestamp64Milli(greatest(0, least(from_at, 4102444800000)), 'UTC'))
ORDER BY (intDiv(from_at, 3600000), site, key, from_at);
