-- From which day to which the council years run that hold a revised figure of an indicator.
SELECT
    min(period_begin('year', period_start)) AS first_day,
    (max(period_begin('year', period_start)) + INTERVAL 1 YEAR)::DATE - 1 AS last_day
FROM revised_key_at($as_of, [$indicator])
WHERE ($agencies IS NULL OR list_contains($agencies, agency))
    AND ($localities IS NULL OR list_contains($localities, locality));
