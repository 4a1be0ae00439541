-- What each agency says of each indicator in each period, `months` long: by month, quarter or year
-- as the lists of indicators say. Its localities are added up as place 'all', or each is on its own.
-- `given` has a bit for each of the `regular` localities that gave a figure, in their order, and
-- `parts` counts them. The others (out of county, not known) are named only when there is something
-- to count, so that nobody misses them.
WITH figures AS (
    SELECT *, CASE WHEN $by_locality THEN locality ELSE 'all' END AS place
    FROM (
        SELECT *, 1 AS months FROM month_figure($as_of)
        WHERE len($by_month) > 0 AND list_contains($by_month, indicator)
        UNION ALL
        SELECT *, 3 AS months FROM quarter_figure($as_of)
        WHERE len($by_quarter) > 0 AND list_contains($by_quarter, indicator)
        UNION ALL
        SELECT *, 12 AS months FROM year_figure($as_of)
        WHERE len($by_year) > 0 AND list_contains($by_year, indicator)
    )
    WHERE ($agencies IS NULL OR list_contains($agencies, agency))
        AND ($localities IS NULL OR list_contains($localities, locality))
),
totals AS (
    SELECT
        indicator, agency, place, period_start, months,
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
