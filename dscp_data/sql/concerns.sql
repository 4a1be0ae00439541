-- The register of areas of concern as it stood, with the day up to which it is complete.
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
    cut_off, file, sheet, cell
FROM register
CROSS JOIN cut_offs
JOIN (SELECT id, file FROM return) AS source ON source.id = return_id
WHERE $localities IS NULL OR list_contains($localities, locality)
ORDER BY opened, reference;
