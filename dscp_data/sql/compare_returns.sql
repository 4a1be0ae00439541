-- What changed from one return to another, key by key: added, changed, unchanged, or left out by
-- the later one, with the figure and the cell of each.
WITH before AS (
    SELECT * EXCLUDE (return_id, comment) FROM observation WHERE return_id = $older
),
later AS (
    SELECT * EXCLUDE (return_id, comment) FROM observation WHERE return_id = $newer
)
SELECT
    CASE
        WHEN before.status IS NULL THEN 'added'
        WHEN later.status IS NULL THEN 'left out'
        WHEN before.numerator IS DISTINCT FROM later.numerator
            OR before.denominator IS DISTINCT FROM later.denominator
            OR before.status <> later.status
            OR before.provisional <> later.provisional THEN 'changed'
        ELSE 'unchanged'
    END AS change,
    indicator, agency, locality, period_start, period_type,
    before.numerator AS numerator_before, later.numerator,
    before.denominator AS denominator_before, later.denominator,
    before.status AS status_before, later.status,
    before.provisional AS provisional_before, later.provisional,
    before.sheet AS sheet_before, before.cell AS cell_before, later.sheet, later.cell
FROM before FULL JOIN later USING (indicator, agency, locality, period_start, period_type)
ORDER BY indicator, agency, locality, period_type, period_start;
