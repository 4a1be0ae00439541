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
back AS (FROM newest_observation('behind', NULL)),
held_and_then AS (
    SELECT
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
        indicator, agency, locality, period_start, period_type,
        gone.numerator, back.numerator, gone.denominator, back.denominator,
        gone.status, back.status, gone.provisional, back.provisional,
        'Return ' || back.return_id || ', ' || back.sheet, back.cell
    FROM gone
    LEFT JOIN back USING (indicator, agency, locality, period_start, period_type)
)
SELECT
    CASE
        WHEN status_held IS NULL THEN 'added'
        WHEN status IS NULL THEN 'removed'
        WHEN numerator_held IS DISTINCT FROM numerator
            OR denominator_held IS DISTINCT FROM denominator
            OR status_held <> status
            OR provisional_held <> provisional THEN 'changed'
        ELSE 'unchanged'
    END AS change,
    *
FROM held_and_then;
