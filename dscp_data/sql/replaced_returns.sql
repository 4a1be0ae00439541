-- Counted returns of which the frame `incoming` gives every agency, indicator and period again.
-- The first period of such a return is in the frame too, so the rows of most others are not read.
WITH incoming_parts AS (
    SELECT DISTINCT agency, indicator, period_start, period_type FROM incoming
),
candidate AS (
    SELECT id
    FROM effective_return(NULL)
    JOIN return USING (id)
    WHERE first_period IN (SELECT period_start FROM incoming_parts)
),
held_parts AS (
    SELECT DISTINCT return_id, agency, indicator, period_start, period_type
    FROM observation
    WHERE return_id IN (SELECT id FROM candidate)
        AND agency IN (SELECT agency FROM incoming_parts)
)
SELECT return_id AS id
FROM held_parts
LEFT JOIN (SELECT *, TRUE AS given FROM incoming_parts)
    USING (agency, indicator, period_start, period_type)
GROUP BY return_id
HAVING bool_and(coalesce(given, FALSE))
    AND NOT EXISTS (
        SELECT 1
        FROM observation
        WHERE observation.return_id = held_parts.return_id
            AND agency NOT IN (SELECT agency FROM incoming_parts)
    )
ORDER BY id;
