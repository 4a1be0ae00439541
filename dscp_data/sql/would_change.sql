-- Keys of these agencies whose current figure comes from another return than before, or from none,
-- by the states that this transaction sees.
WITH held AS (
    SELECT * FROM current_observation WHERE list_contains($agencies, agency)
),
next AS (
    SELECT * FROM worked_out_observation(NULL) WHERE list_contains($agencies, agency)
)
SELECT
    indicator, agency, locality, period_start, period_type,
    held.return_id AS return_held, next.return_id AS return_next,
    held.numerator IS NOT DISTINCT FROM next.numerator
        AND held.denominator IS NOT DISTINCT FROM next.denominator
        AND held.status IS NOT DISTINCT FROM next.status AS same
FROM held FULL JOIN next USING (indicator, agency, locality, period_start, period_type)
WHERE held.return_id IS DISTINCT FROM next.return_id
ORDER BY ALL;
