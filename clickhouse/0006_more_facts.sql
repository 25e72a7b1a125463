-- The facts of contacts, self-service, dialling, work, outcomes and quality, and what others say of lines, campaigns and plans.
-- Read and laid out as those of 0002.

-- What became of a contact, as its agent said it.
ALTER TABLE fact_handle ADD COLUMN IF NOT EXISTS disposition LowCardinality(Nullable(String));
ALTER TABLE fact_handle ADD COLUMN IF NOT EXISTS topic LowCardinality(Nullable(String));
ALTER TABLE fact_handle ADD COLUMN IF NOT EXISTS subtopic LowCardinality(Nullable(String));
ALTER TABLE fact_handle ADD COLUMN IF NOT EXISTS rpc Nullable(UInt8);
ALTER TABLE fact_handle ADD COLUMN IF NOT EXISTS resolved Nullable(UInt8);

-- The start of a contact; counts at to_at.
CREATE TABLE IF NOT EXISTS fact_arrival
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
    origin LowCardinality(Nullable(String)),
    dnis LowCardinality(Nullable(String)),
    entry LowCardinality(Nullable(String)),
    INDEX to_at_range to_at TYPE minmax GRANULARITY 1
)
ENGINE = ReplacingMergeTree(version)
PARTITION BY toYYYYMM(fromUnixTimestamp64Milli(greatest(0, least(from_at, 4102444800000)), 'UTC'))
ORDER BY (intDiv(from_at, 3600000), site, key, from_at);

-- One contact, open while it lasts.
CREATE TABLE IF NOT EXISTS fact_contact
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
    ended_by LowCardinality(Nullable(String)),
    legs Nullable(Int64),
    visits Nullable(Int64),
    result LowCardinality(Nullable(String)),
    INDEX to_at_range to_at TYPE minmax GRANULARITY 1
)
ENGINE = ReplacingMergeTree(version)
PARTITION BY toYYYYMM(fromUnixTimestamp64Milli(greatest(0, least(from_at, 4102444800000)), 'UTC'))
ORDER BY (intDiv(from_at, 3600000), site, key, from_at);

-- One pass through an IVR, a bot or a self-service; counts at to_at.
CREATE TABLE IF NOT EXISTS fact_ivr
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
    duration_ms Nullable(Int64),
    flow LowCardinality(Nullable(String)),
    last_node LowCardinality(Nullable(String)),
    INDEX to_at_range to_at TYPE minmax GRANULARITY 1
)
ENGINE = ReplacingMergeTree(version)
PARTITION BY toYYYYMM(fromUnixTimestamp64Milli(greatest(0, least(from_at, 4102444800000)), 'UTC'))
ORDER BY (intDiv(from_at, 3600000), site, key, from_at);

-- A first answer in a written medium; counts at to_at.
CREATE TABLE IF NOT EXISTS fact_response
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
    response_ms Nullable(Int64),
    INDEX to_at_range to_at TYPE minmax GRANULARITY 1
)
ENGINE = ReplacingMergeTree(version)
PARTITION BY toYYYYMM(fromUnixTimestamp64Milli(greatest(0, least(from_at, 4102444800000)), 'UTC'))
ORDER BY (intDiv(from_at, 3600000), site, key, from_at);

-- One dial attempt; counts at to_at.
CREATE TABLE IF NOT EXISTS fact_dial
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
    mode LowCardinality(Nullable(String)),
    ring_ms Nullable(Int64),
    answer_to_agent_ms Nullable(Int64),
    record_first Nullable(UInt8),
    record_closed Nullable(UInt8),
    line_group LowCardinality(Nullable(String)),
    dialed_at Nullable(Int64),
    record Nullable(String),
    INDEX to_at_range to_at TYPE minmax GRANULARITY 1
)
ENGINE = ReplacingMergeTree(version)
PARTITION BY toYYYYMM(fromUnixTimestamp64Milli(greatest(0, least(from_at, 4102444800000)), 'UTC'))
ORDER BY (intDiv(from_at, 3600000), site, key, from_at);

-- Samples of campaigns: the newest of a campaign stands for it.
CREATE TABLE IF NOT EXISTS fact_campaign
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
    status LowCardinality(Nullable(String)),
    agents_assigned Nullable(Int64),
    agents_ready Nullable(Int64),
    lines_dialing Nullable(Int64),
    lines_ringing Nullable(Int64),
    queued_live Nullable(Int64),
    pacing_set_millionths Nullable(Int64),
    pacing_actual_millionths Nullable(Int64),
    hit_rate_millionths Nullable(Int64),
    INDEX to_at_range to_at TYPE minmax GRANULARITY 1
)
ENGINE = ReplacingMergeTree(version)
PARTITION BY toYYYYMM(fromUnixTimestamp64Milli(greatest(0, least(from_at, 4102444800000)), 'UTC'))
ORDER BY (intDiv(from_at, 3600000), site, key, from_at);

-- Samples of calling lists: the newest of a list stands for it.
CREATE TABLE IF NOT EXISTS fact_calling_list
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
    records Nullable(Int64),
    attempted Nullable(Int64),
    closed Nullable(Int64),
    left Nullable(Int64),
    INDEX to_at_range to_at TYPE minmax GRANULARITY 1
)
ENGINE = ReplacingMergeTree(version)
PARTITION BY toYYYYMM(fromUnixTimestamp64Milli(greatest(0, least(from_at, 4102444800000)), 'UTC'))
ORDER BY (intDiv(from_at, 3600000), site, key, from_at);

-- Samples of groups of lines: the newest of a group stands for it.
CREATE TABLE IF NOT EXISTS fact_line
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
    trunk_group LowCardinality(Nullable(String)),
    link LowCardinality(Nullable(String)),
    carrier LowCardinality(Nullable(String)),
    capacity Nullable(Int64),
    in_use Nullable(Int64),
    blocked_total Nullable(Int64),
    up Nullable(UInt8),
    INDEX to_at_range to_at TYPE minmax GRANULARITY 1
)
ENGINE = ReplacingMergeTree(version)
PARTITION BY toYYYYMM(fromUnixTimestamp64Milli(greatest(0, least(from_at, 4102444800000)), 'UTC'))
ORDER BY (intDiv(from_at, 3600000), site, key, from_at);

-- One item of work by its highest revision: created at from_at, done or cancelled at to_at, due at due_at.
CREATE TABLE IF NOT EXISTS fact_work
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
    work_kind LowCardinality(Nullable(String)),
    status LowCardinality(Nullable(String)),
    due_at Nullable(Int64),
    overrun_ms Nullable(Int64),
    resolution_ms Nullable(Int64),
    transfer_delay_ms Nullable(Int64),
    priority LowCardinality(Nullable(String)),
    department LowCardinality(Nullable(String)),
    channel LowCardinality(Nullable(String)),
    reason LowCardinality(Nullable(String)),
    result LowCardinality(Nullable(String)),
    responsible LowCardinality(Nullable(String)),
    reopens Nullable(Int64),
    customer_caused Nullable(UInt8),
    amount Nullable(Int64),
    ccy LowCardinality(Nullable(String)),
    score_millionths Nullable(Int64),
    errors Nullable(Int64),
    owner Nullable(String),
    INDEX to_at_range to_at TYPE minmax GRANULARITY 1,
    INDEX due_at_range due_at TYPE minmax GRANULARITY 1
)
ENGINE = ReplacingMergeTree(version)
PARTITION BY toYYYYMM(fromUnixTimestamp64Milli(greatest(0, least(from_at, 4102444800000)), 'UTC'))
ORDER BY (intDiv(from_at, 3600000), site, key, from_at);

-- What came of a contact: offers, sales, promises, reminders; counts at to_at.
CREATE TABLE IF NOT EXISTS fact_outcome
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
    outcome_kind LowCardinality(Nullable(String)),
    stage LowCardinality(Nullable(String)),
    product LowCardinality(Nullable(String)),
    amount Nullable(Int64),
    ccy LowCardinality(Nullable(String)),
    due_at Nullable(Int64),
    customer_new Nullable(UInt8),
    customer Nullable(String),
    INDEX to_at_range to_at TYPE minmax GRANULARITY 1,
    INDEX due_at_range due_at TYPE minmax GRANULARITY 1
)
ENGINE = ReplacingMergeTree(version)
PARTITION BY toYYYYMM(fromUnixTimestamp64Milli(greatest(0, least(from_at, 4102444800000)), 'UTC'))
ORDER BY (intDiv(from_at, 3600000), site, key, from_at);

-- Invitations to surveys and answers to them; counts at to_at.
CREATE TABLE IF NOT EXISTS fact_survey
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
    survey_kind LowCardinality(Nullable(String)),
    stage LowCardinality(Nullable(String)),
    scale_max_millionths Nullable(Int64),
    score_millionths Nullable(Int64),
    top_box Nullable(UInt8),
    channel_of_contact LowCardinality(Nullable(String)),
    channel_of_survey LowCardinality(Nullable(String)),
    INDEX to_at_range to_at TYPE minmax GRANULARITY 1
)
ENGINE = ReplacingMergeTree(version)
PARTITION BY toYYYYMM(fromUnixTimestamp64Milli(greatest(0, least(from_at, 4102444800000)), 'UTC'))
ORDER BY (intDiv(from_at, 3600000), site, key, from_at);

-- Evaluations of contacts; counts at to_at.
CREATE TABLE IF NOT EXISTS fact_qa
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
    sampling LowCardinality(Nullable(String)),
    score_millionths Nullable(Int64),
    max_millionths Nullable(Int64),
    soft_millionths Nullable(Int64),
    critical Nullable(UInt8),
    INDEX to_at_range to_at TYPE minmax GRANULARITY 1
)
ENGINE = ReplacingMergeTree(version)
PARTITION BY toYYYYMM(fromUnixTimestamp64Milli(greatest(0, least(from_at, 4102444800000)), 'UTC'))
ORDER BY (intDiv(from_at, 3600000), site, key, from_at);

-- Numbers that somebody else counts, for [from_at, to_at).
CREATE TABLE IF NOT EXISTS fact_metric
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
    metric LowCardinality(Nullable(String)),
    value_millionths Nullable(Int64),
    unit LowCardinality(Nullable(String)),
    source LowCardinality(Nullable(String)),
    INDEX to_at_range to_at TYPE minmax GRANULARITY 1
)
ENGINE = ReplacingMergeTree(version)
PARTITION BY toYYYYMM(fromUnixTimestamp64Milli(greatest(0, least(from_at, 4102444800000)), 'UTC'))
ORDER BY (intDiv(from_at, 3600000), site, key, from_at);

-- What one agent was to do on one day, from the first segment to the end of the last.
CREATE TABLE IF NOT EXISTS fact_schedule
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
    segments Nullable(String),
    paid_ms Nullable(Int64),
    INDEX to_at_range to_at TYPE minmax GRANULARITY 1
)
ENGINE = ReplacingMergeTree(version)
PARTITION BY toYYYYMM(fromUnixTimestamp64Milli(greatest(0, least(from_at, 4102444800000)), 'UTC'))
ORDER BY (intDiv(from_at, 3600000), site, key, from_at);
