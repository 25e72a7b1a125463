-- Which fact of a key survives, and where in the fact tables it lies. Written before the fact itself, so that a batch which
-- was cut short knows every place that it may have written to: `past` holds the earlier places of the key (from, to).
-- `fact` holds the whole fact as JSON where the next one may complete it instead of replacing it (spans), else nothing.
CREATE TABLE IF NOT EXISTS fact_index
(
    kind LowCardinality(String),
    site LowCardinality(String),
    key String,
    version UInt32,
    from_at Int64,
    to_at Nullable(Int64),
    rank Int8,
    rev Int64,
    at Int64,
    p LowCardinality(String),
    e Int64,
    n Int64,
    past Array(Tuple(Int64, Nullable(Int64))),
    fact String CODEC(ZSTD(1))
)
ENGINE = ReplacingMergeTree(version)
ORDER BY (kind, key, site)
SETTINGS index_granularity = 256;
