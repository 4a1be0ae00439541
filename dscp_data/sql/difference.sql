-- What accepting a file (the frame `incoming`) would change, key by key: each is added, changed,
-- unchanged, or removed because a return that the file replaces had it. Where an older return that is
-- not replaced has the key too, its figure comes back: `sheet` then says which return that is. In no
-- order: that takes as long again, and is wanted only where it is looked at.
WITH held AS (
    FROM current_observation
    WHERE agency IN (SELECT DISTINCT agency FROM incoming)
),
gone AS (
    FROM current_observation
    ANTI JOIN incoming USING (indicator, agency, locality, period_start, period_type)
    WHERE list_contains($replaced, return_id)
),
behind AS (
    SELECT observation.*
    FROM observation
    SEMI JOIN gone USING (indicator, agency, locality, period_start, period_type)
    WHERE NOT list_contains($replaced, return_id)
),
back AS (FROM newest_observation('behind', NULL))
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
    CASE
        WHEN back.return_id IS NULL THEN 'removed'
        WHEN gone.numerator IS DISTINCT FROM back.numerator
            OR gone.denominator IS DISTINCT FROM back.denominator
            OR gone.status IS DISTINCT FROM back.status
            OR gone.provisional IS DISTINCT FROM back.provisional THEN 'changed'
        ELSE 'unchanged'
    END,
    indicator, agency, locality, period_start, period_type,
    gone.numerator, back.numerator, gone.denominator, back.denominator,
    gone.status, back.status, gone.provisional, back.provisional,
    'Return ' || back.return_id || ', ' || back.sheet, back.cell
FROM gone
LEFT JOIN back USING (indicator, agency, locality, period_start, period_type);
