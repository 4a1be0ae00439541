-- What stays with the protected cells of some indicators for good, a row a cell and mark.
SELECT * EXCLUDE (period_starts), unnest(period_starts) AS period_start
FROM protected_mark
WHERE list_contains($indicators, indicator);
