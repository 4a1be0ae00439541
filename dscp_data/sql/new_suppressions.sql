-- The marks of the protected figures of some indicators ($indicators; NULL: all) that are not
-- recorded yet, as rows of protected_mark. '[c]' says that a number is hidden.
WITH marked AS (
    SELECT
        indicator, agency, locality, period_type, period_start,
        unnest(['numerator hidden', 'denominator hidden', 'revised']) AS mark,
        unnest([numerator_says = '[c]', denominator_says = '[c]', revised]) AS holds
    FROM protected_figure
    WHERE $indicators IS NULL OR list_contains($indicators, indicator)
),
kept AS (
    SELECT * EXCLUDE (period_starts), unnest(period_starts) AS period_start
    FROM protected_mark
)
SELECT
    indicator, agency, locality, period_type, mark,
    list(period_start ORDER BY period_start) AS period_starts
FROM marked
ANTI JOIN kept USING (indicator, agency, locality, period_type, period_start, mark)
WHERE holds
GROUP BY ALL
ORDER BY ALL;
