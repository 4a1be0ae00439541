-- The evidence log as it stood, newest first.
SELECT
    date, agency, type, outcomes, golden_threads, finding, rating, indicator, file, sheet, cell
FROM evidence_at($as_of)
JOIN (SELECT id, file FROM return) AS source ON source.id = return_id
ORDER BY date DESC, agency, finding;
