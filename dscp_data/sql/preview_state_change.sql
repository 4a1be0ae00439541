-- Keys of these returns whose current figure comes from another return than before, or from none,
-- by the states that this transaction sees.
WITH affected AS (FROM observation_sharing_key($returns)),
before AS (
    SELECT current_observation.*
    FROM current_observation
    SEMI JOIN affected USING (indicator, agency, locality, period_start, period_type)
),
next AS (FROM newest_observation('affected', NULL))
SELECT
    indicator, agency, locality, period_start, period_type,
    before.return_id AS return_before, next.return_id AS return_next,
    before.numerator IS NOT DISTINCT FROM next.numerator
        AND before.denominator IS NOT DISTINCT FROM next.denominator
        AND before.status IS NOT DISTINCT FROM next.status AS same
FROM before FULL JOIN next USING (indicator, agency, locality, period_start, period_type)
WHERE before.return_id IS DISTINCT FROM next.return_id
ORDER BY ALL;
