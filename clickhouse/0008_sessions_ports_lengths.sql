-- What a written conversation took of its agent, the ports of a pass through self-service, and how long contacts and periods last.

ALTER TABLE fact_leg ADD COLUMN IF NOT EXISTS msgs_in Nullable(Int64);
ALTER TABLE fact_leg ADD COLUMN IF NOT EXISTS msgs_out Nullable(Int64);
ALTER TABLE fact_leg ADD COLUMN IF NOT EXISTS focus_ms Nullable(Int64);
ALTER TABLE fact_ivr ADD COLUMN IF NOT EXISTS port_time_ms Nullable(Int64);
ALTER TABLE fact_contact ADD COLUMN IF NOT EXISTS duration_ms Nullable(Int64);
ALTER TABLE fact_metric ADD COLUMN IF NOT EXISTS length_ms Nullable(Int64);
