-- What each agency says of each indicator in each period: its localities added up as place
-- 'all', or each locality on its own.
-- `parts` localities gave a figure; `expected` were to: a locality is expected from its first
-- figure to its last, and one that has only just fallen out is expected still. `occasional` places
-- (out of county, not known) are named only when there is something to count.
WITH figures AS (
    SELECT *, CASE WHEN $by_locality THEN locality ELSE 'all' END AS place
    FROM figure($as_of, $period_type)
    WHERE list_contains($indicators, indicator)
        AND ($agencies IS NULL OR list_contains($agencies, agency))
        AND ($localities IS NULL OR list_contains($localities, locality))
),
totals AS (
    SELECT
        indicator, agency, place, period_start,
        sum(numerator) AS numerator,
        sum(denominator) AS denominator,
        count(*) FILTER (WHERE NOT list_contains($occasional, locality)) AS parts,
        bool_and(known) AS known,
        bool_and(whole) AS whole,
        bool_or(provisional) AS provisional
    FROM figures
    GROUP BY ALL
),
agency_ends AS (
    SELECT
        indicator, agency, place,
        max(period_start) AS last_start,
        max(period_start, 2)[2] AS last_but_one
    FROM totals
    GROUP BY ALL
),
locality_spans AS (
    SELECT
        indicator, agency, place, locality,
        min(period_start) AS first_start,
        max(period_start) AS own_last
    FROM figures
    WHERE NOT list_contains($occasional, locality)
    GROUP BY ALL
),
expected_spans AS (
    SELECT
        indicator, agency, place, first_start,
        CASE WHEN own_last = last_but_one THEN last_start ELSE own_last END AS last_start
    FROM locality_spans JOIN agency_ends USING (indicator, agency, place)
),
expected_parts AS (
    SELECT totals.indicator, totals.agency, totals.place, totals.period_start, count(*) AS expected
    FROM totals
    JOIN expected_spans
        ON expected_spans.indicator = totals.indicator
        AND expected_spans.agency = totals.agency
        AND expected_spans.place = totals.place
        AND totals.period_start BETWEEN expected_spans.first_start AND expected_spans.last_start
    GROUP BY ALL
)
SELECT
    indicator, agency, place, period_start, numerator, denominator,
    parts, coalesce(expected, 0) AS expected, known, whole, provisional
FROM totals LEFT JOIN expected_parts USING (indicator, agency, place, period_start)
ORDER BY indicator, agency, place, period_start;
