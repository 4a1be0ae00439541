-- Keys of these returns whose current figure comes from another return than before, or from none,
-- by the states that this transaction sees.
WITH bearing AS (FROM bearing_on($returns)),
held AS (
    SELECT current_observation.*
    FROM current_observation
    SEMI JOIN bearing USING (indicator, agency, locality, period_start, period_type)
),
next AS (FROM newest_observation('bearing', NULL))
SELECT
    indicator, agency, locality, period_start, period_type,
    held.return_id AS return_held, next.return_id AS return_next,
    held.numerator IS NOT DISTINCT FROM next.numerator
        AND held.denominator IS NOT DISTINCT FROM next.denominator
        AND held.status IS NOT DISTINCT FROM next.status AS same
FROM held FULL JOIN next USING (indicator, agency, locality, period_start, period_type)
WHERE held.return_id IS DISTINCT FROM next.return_id
ORDER BY ALL;
