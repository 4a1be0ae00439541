-- What accepting a file (the frame `incoming`) would change, key by key: each is added, changed,
-- unchanged, or removed because a return that the file replaces had it. In no order: that takes as
-- long again, and is wanted only where it is looked at.
WITH held AS (
    FROM current_observation
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
    numerator, NULL, denominator, NULL, status, NULL, provisional, NULL, NULL, NULL
FROM current_observation
ANTI JOIN incoming USING (indicator, agency, locality, period_start, period_type)
WHERE list_contains($replaced, return_id);
