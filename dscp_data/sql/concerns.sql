-- The register of areas of concern as it stood. `cut_off` is the day up to which a line is known: that
-- of the newest return that has it. A line that a newer register lacks keeps its own.
WITH register AS (
    SELECT * FROM concern_at($as_of)
),
cut_offs AS (
    SELECT max(cut_off) AS cut_off
    FROM return
    WHERE id IN (SELECT id FROM active_return($as_of))
        AND id IN (SELECT return_id FROM concern)
)
SELECT
    reference, area, locality, opened, resolved, outcome, repeat_of,
    coalesce(source.cut_off, cut_offs.cut_off) AS cut_off, source.agency AS sender,
    file, sheet, cell
FROM register
CROSS JOIN cut_offs
JOIN (SELECT id, file, agency, cut_off FROM return) AS source ON source.id = return_id
WHERE $localities IS NULL OR list_contains($localities, locality)
ORDER BY opened, reference;
