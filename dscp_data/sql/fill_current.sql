-- Derive the current observation of each key of some returns that has none stored.
INSERT INTO current_observation
WITH affected AS (
    FROM observation_sharing_key($returns)
    ANTI JOIN current_observation USING (indicator, agency, locality, period_start, period_type)
)
FROM newest_observation('affected', NULL);
