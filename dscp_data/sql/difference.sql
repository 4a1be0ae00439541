-- How the observations of a file (the frame `incoming`) differ from what is held: each key is
-- added, changed, unchanged, or removed because a return that the file replaces had it.
WITH replaced_observation AS (
    SELECT *
    FROM observation_at(NULL)
    WHERE list_contains($replaced, return_id)
),
held AS (
    SELECT * FROM observation_at(NULL)
    WHERE agency IN (SELECT DISTINCT agency FROM incoming)
)
SELECT
    CASE
        WHEN held.indicator IS NULL THEN 'added'
        WHEN held.numerator IS DISTINCT FROM incoming.numerator
            OR held.denominator IS DISTINCT FROM incoming.denominator
            OR held.status IS DISTINCT FROM incoming.status
            OR held.provisional IS DISTINCT FROM incoming.provisional THEN 'changed'
        ELSE 'unchanged'
    END AS change,
    indicator, agency, locality, period_start, period_type,
    held.numerator AS numerator_held, incoming.numerator,
    held.denominator AS denominator_held, incoming.denominator,
    held.status AS status_held, incoming.status,
    held.provisional AS provisional_held, incoming.provisional,
    incoming.sheet, incoming.cell
FROM incoming
LEFT JOIN held USING (indicator, agency, locality, period_start, period_type)
UNION ALL
SELECT
    'removed', indicator, agency, locality, period_start, period_type,
    replaced_observation.numerator, NULL,
    replaced_observation.denominator, NULL,
    replaced_observation.status, NULL,
    replaced_observation.provisional, NULL,
    NULL, NULL
FROM replaced_observation
ANTI JOIN incoming USING (indicator, agency, locality, period_start, period_type)
ORDER BY ALL;
