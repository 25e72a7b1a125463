-- Whether an answer to a survey is one of the good ones, and the contact of an outcome among its columns.
ALTER TABLE fact_survey ADD COLUMN IF NOT EXISTS satisfied Nullable(UInt8);
ALTER TABLE fact_outcome ADD COLUMN IF NOT EXISTS contact Nullable(String);
