-- Roll-ups of quarter hours, derived from the facts and rebuilt whole. A row counts where interval_built names its build
-- for its slot. Columns are held against AGGREGATES and DIMENSIONS by a test. A histogram is (upper bounds in s, counts):
-- add it up with sumMap. Maxima are NULL over nothing.

-- Visits, in rows of two bases: `entry` by the quarter hour of from_at, `event` by that of to_at.
CREATE TABLE IF NOT EXISTS rollup_visit
(
    slot_at Int64,
    build Int64,
    basis LowCardinality(String),
    site LowCardinality(String),
    queue LowCardinality(Nullable(String)),
    skill LowCardinality(Nullable(String)),
    media LowCardinality(Nullable(String)),
    direction LowCardinality(Nullable(String)),
    fn LowCardinality(Nullable(String)),
    team LowCardinality(Nullable(String)),
    campaign LowCardinality(Nullable(String)),
    list LowCardinality(Nullable(String)),
    country LowCardinality(Nullable(String)),
    province LowCardinality(Nullable(String)),
    city LowCardinality(Nullable(String)),
    segment LowCardinality(Nullable(String)),
    partner LowCardinality(Nullable(String)),
    offered Int64,
    visits Int64,
    answered Int64,
    abandoned Int64,
    flow_out Int64,
    timed_out Int64,
    callback Int64,
    system_error Int64,
    lost Int64,
    answered_wait Int64,
    abandoned_wait Int64,
    wait_max Nullable(Int64),
    answered_waits Tuple(Array(Int64), Array(Int64)),
    abandoned_waits Tuple(Array(Int64), Array(Int64))
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(fromUnixTimestamp64Milli(greatest(0, least(slot_at, 4102444800000)), 'UTC'))
ORDER BY (slot_at, site);

-- Offers by the quarter hour of to_at.
CREATE TABLE IF NOT EXISTS rollup_offer
(
    slot_at Int64,
    build Int64,
    site LowCardinality(String),
    queue LowCardinality(Nullable(String)),
    skill LowCardinality(Nullable(String)),
    media LowCardinality(Nullable(String)),
    direction LowCardinality(Nullable(String)),
    fn LowCardinality(Nullable(String)),
    team LowCardinality(Nullable(String)),
    campaign LowCardinality(Nullable(String)),
    list LowCardinality(Nullable(String)),
    country LowCardinality(Nullable(String)),
    province LowCardinality(Nullable(String)),
    city LowCardinality(Nullable(String)),
    segment LowCardinality(Nullable(String)),
    partner LowCardinality(Nullable(String)),
    offers_made Int64,
    offers_missed Int64
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(fromUnixTimestamp64Milli(greatest(0, least(slot_at, 4102444800000)), 'UTC'))
ORDER BY (slot_at, site);

-- Ended legs by the quarter hour of to_at.
CREATE TABLE IF NOT EXISTS rollup_leg
(
    slot_at Int64,
    build Int64,
    site LowCardinality(String),
    queue LowCardinality(Nullable(String)),
    skill LowCardinality(Nullable(String)),
    media LowCardinality(Nullable(String)),
    direction LowCardinality(Nullable(String)),
    fn LowCardinality(Nullable(String)),
    team LowCardinality(Nullable(String)),
    campaign LowCardinality(Nullable(String)),
    list LowCardinality(Nullable(String)),
    country LowCardinality(Nullable(String)),
    province LowCardinality(Nullable(String)),
    city LowCardinality(Nullable(String)),
    segment LowCardinality(Nullable(String)),
    partner LowCardinality(Nullable(String)),
    legs_ended Int64,
    legs_held Int64,
    legs_hold_time Int64,
    legs_longest_hold Nullable(Int64),
    legs_short Int64,
    legs_ended_by_agent Int64,
    transfers_blind Int64,
    transfers_consult Int64,
    transfers_queue Int64,
    transfers_external Int64,
    conferences Int64,
    consults Int64
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(fromUnixTimestamp64Milli(greatest(0, least(slot_at, 4102444800000)), 'UTC'))
ORDER BY (slot_at, site);

-- Handled legs by the quarter hour of to_at.
CREATE TABLE IF NOT EXISTS rollup_handle
(
    slot_at Int64,
    build Int64,
    site LowCardinality(String),
    queue LowCardinality(Nullable(String)),
    skill LowCardinality(Nullable(String)),
    media LowCardinality(Nullable(String)),
    direction LowCardinality(Nullable(String)),
    fn LowCardinality(Nullable(String)),
    team LowCardinality(Nullable(String)),
    campaign LowCardinality(Nullable(String)),
    list LowCardinality(Nullable(String)),
    country LowCardinality(Nullable(String)),
    province LowCardinality(Nullable(String)),
    city LowCardinality(Nullable(String)),
    segment LowCardinality(Nullable(String)),
    partner LowCardinality(Nullable(String)),
    handled Int64,
    talk Int64,
    hold Int64,
    acw Int64
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(fromUnixTimestamp64Milli(greatest(0, least(slot_at, 4102444800000)), 'UTC'))
ORDER BY (slot_at, site);

-- Closed spans of at most 24 h, clipped at the quarter hour. Open and longer ones are read from fact_span.
CREATE TABLE IF NOT EXISTS rollup_span
(
    slot_at Int64,
    build Int64,
    site LowCardinality(String),
    queue LowCardinality(Nullable(String)),
    skill LowCardinality(Nullable(String)),
    media LowCardinality(Nullable(String)),
    direction LowCardinality(Nullable(String)),
    fn LowCardinality(Nullable(String)),
    team LowCardinality(Nullable(String)),
    campaign LowCardinality(Nullable(String)),
    list LowCardinality(Nullable(String)),
    country LowCardinality(Nullable(String)),
    province LowCardinality(Nullable(String)),
    city LowCardinality(Nullable(String)),
    segment LowCardinality(Nullable(String)),
    partner LowCardinality(Nullable(String)),
    time_staffed Int64,
    time_handling Int64,
    time_ready Int64
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(fromUnixTimestamp64Milli(greatest(0, least(slot_at, 4102444800000)), 'UTC'))
ORDER BY (slot_at, site);

-- Received events by site, producer and epoch, of one quarter hour of `at`. Built from event_raw, like a roll-up of kind 'event'.
CREATE TABLE IF NOT EXISTS producer_slot
(
    slot_at Int64,
    build Int64,
    site LowCardinality(String),
    p LowCardinality(String),
    e Int64,
    received Int64,
    first_n Int64,
    last_n Int64
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(fromUnixTimestamp64Milli(greatest(0, least(slot_at, 4102444800000)), 'UTC'))
ORDER BY (slot_at, site, p, e);
