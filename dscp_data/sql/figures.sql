-- What each agency says of each indicator in each period: its localities added up as place
-- 'all', or each locality on its own.
-- `given` has a bit for each of the `regular` localities that gave a figure, in their order, and
-- `parts` counts them. The others (out of county, not known) are named only when there is something
-- to count, so that nobody misses them.
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
        coalesce(bit_or(1::BIGINT << (list_position($regular, locality) - 1)), 0) AS given,
        bool_and(known) AS known,
        bool_and(whole) AS whole,
        bool_or(provisional) AS provisional
    FROM figures
    GROUP BY ALL
)
SELECT *, bit_count(given) AS parts
FROM totals
ORDER BY indicator, agency, place, period_start;
