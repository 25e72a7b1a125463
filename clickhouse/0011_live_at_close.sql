-- What the live path said of a quarter hour when it closed: the main numbers of a site (queue = '') and of each of its
-- queues, as a JSON object by metric. Of several statements the first holds.
CREATE TABLE IF NOT EXISTS live_at_close
(
    site LowCardinality(String),
    slot_at Int64,
    queue LowCardinality(String),
    closed_at Int64,
    numbers String CODEC(ZSTD(1)),
    earliness Int64 MATERIALIZED -closed_at
)
ENGINE = ReplacingMergeTree(earliness)
PARTITION BY toYYYYMM(fromUnixTimestamp64Milli(greatest(0, least(slot_at, 4102444800000)), 'UTC'))
ORDER BY (slot_at, site, queue);
