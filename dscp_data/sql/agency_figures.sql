-- What each agency says of each indicator in each period, its localities added up.
-- `parts` localities gave a figure; `expected` were to: a locality is expected from its first
-- figure to its last, and one that has only just fallen out is expected still.
WITH figures AS (
    SELECT *
    FROM figure($as_of, $period_type)
    WHERE list_contains($indicators, indicator)
        AND ($agencies IS NULL OR list_contains($agencies, agency))
        AND ($localities IS NULL OR list_contains($localities, locality))
),
totals AS (
    SELECT
        indicator, agency, period_start,
        sum(numerator) AS numerator,
        sum(denominator) AS denominator,
        count(*) AS parts,
        bool_and(known) AS known,
        bool_and(whole) AS whole,
        bool_or(provisional) AS provisional
    FROM figures
    GROUP BY ALL
),
agency_ends AS (
    SELECT
        indicator, agency,
        max(period_start) AS last_start,
        max(period_start, 2)[2] AS last_but_one
    FROM totals
    GROUP BY ALL
),
locality_spans AS (
    SELECT
        indicator, agency, locality,
        min(period_start) AS first_start,
        max(period_start) AS own_last
    FROM figures
    GROUP BY ALL
),
expected_spans AS (
    SELECT
        indicator, agency, first_start,
        CASE WHEN own_last = last_but_one THEN last_start ELSE own_last END AS last_start
    FROM locality_spans JOIN agency_ends USING (indicator, agency)
),
expected_parts AS (
    SELECT totals.indicator, totals.agency, totals.period_start, count(*) AS expected
    FROM totals
    JOIN expected_spans
        ON expected_spans.indicator = totals.indicator
        AND expected_spans.agency = totals.agency
        AND totals.period_start BETWEEN expected_spans.first_start AND expected_spans.last_start
    GROUP BY ALL
)
SELECT
    indicator, agency, period_start, numerator, denominator,
    parts, expected, known, whole, provisional
FROM totals JOIN expected_parts USING (indicator, agency, period_start)
ORDER BY indicator, agency, period_start;
