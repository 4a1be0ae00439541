-- Every figure of every return that was ever accepted, with its state now. Without words that
-- somebody wrote freely (comments, names of sheets and files): they could name a child.
WITH state AS (
    SELECT return_id, changed_at AS accepted_at FROM return_state WHERE step = 1
),
newest AS (
    SELECT return_id, state
    FROM return_state
    QUALIFY row_number() OVER (PARTITION BY return_id ORDER BY step DESC) = 1
)
SELECT
    return_id, accepted_at, newest.state, indicator, observation.agency, locality, period_start,
    period_type, year(period_begin('year', period_start)) AS year, numerator, denominator, status,
    provisional
FROM observation
JOIN state USING (return_id)
JOIN newest USING (return_id)
ORDER BY ALL;
