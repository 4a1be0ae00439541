-- Current tidy rows, each with the file, sheet and cell it came from.
SELECT
    indicator, observation.agency, locality, period_start, period_type,
    numerator, denominator, status, provisional, comment, file, sheet, cell
FROM observation_at($as_of) AS observation
JOIN return ON return.id = return_id
WHERE ($indicators IS NULL OR list_contains($indicators, indicator))
    AND ($agencies IS NULL OR list_contains($agencies, observation.agency))
    AND ($localities IS NULL OR list_contains($localities, locality))
    AND ($first IS NULL OR period_start >= $first)
    AND ($last IS NULL OR period_start <= $last)
ORDER BY indicator, observation.agency, locality, period_type, period_start;
