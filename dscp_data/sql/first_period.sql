-- The first day that any figure was reported for.
SELECT min(period_start) AS first_period FROM observation_at($as_of);
