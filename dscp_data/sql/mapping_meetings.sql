-- The mapping meetings as they stood, by day.
SELECT
    held_on, locality, concerns_discussed, concerns_opened, children_discussed, agencies,
    return_id, file, sheet, cell
FROM mapping_meeting_at($as_of)
JOIN (SELECT id, file FROM return) AS source ON source.id = return_id
WHERE $localities IS NULL OR list_contains($localities, locality)
ORDER BY held_on, locality;
