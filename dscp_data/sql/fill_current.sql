-- Work out what is current of those keys of some returns of which nothing is held for current.
INSERT INTO current_observation
WITH bearing AS (
    FROM bearing_on($returns)
    ANTI JOIN current_observation USING (indicator, agency, locality, period_start, period_type)
)
FROM newest_observation('bearing', NULL);
