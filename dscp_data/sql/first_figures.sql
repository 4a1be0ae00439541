-- The figures first accepted for keys that have been revised since: of one indicator, of periods
-- that begin between two days.
SELECT
    agency, locality, period_start, period_type,
    numerator AS first_numerator, denominator AS first_denominator, first_at
FROM first_observation('observation', $as_of, $agencies, [$indicator])
SEMI JOIN revised_key_at($as_of, [$indicator])
    USING (indicator, agency, locality, period_start, period_type)
WHERE ($localities IS NULL OR list_contains($localities, locality))
    AND period_start BETWEEN $first AND $last
ORDER BY agency, locality, period_start, period_type;
