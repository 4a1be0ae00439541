-- Points of one indicator with a figure that is not what was first accepted for its key: the
-- numerator and denominator now, and from the figures first accepted. A point is revised where any
-- figure in it is, so this keeps the figures themselves and chooses among them by the rule of the
-- macros `quarter_figure` and `year_figure`; a test compares the two. `first_known` is false where
-- a figure was first suppressed or could not be given; `first_at` is when the last of them was
-- first accepted. Only the council years from `first_day` to `last_day` are read.
WITH now AS (
    SELECT 'now' AS version, agency, locality, period_start, period_type, numerator, denominator
    FROM observation_at($as_of)
    WHERE indicator = $indicator
        AND ($agencies IS NULL OR list_contains($agencies, agency))
        AND ($localities IS NULL OR list_contains($localities, locality))
        AND period_start BETWEEN $first_day AND $last_day
),
first AS (
    SELECT
        'first' AS version, agency, locality, period_start, period_type, numerator, denominator,
        status IN ('reported', 'nil', 'not applicable') AS known,
        first_at
    FROM first_observation('observation', $as_of, $agencies, [$indicator])
    WHERE ($localities IS NULL OR list_contains($localities, locality))
        AND period_start BETWEEN $first_day AND $last_day
),
revised AS (
    SELECT agency, locality, period_start, period_type, TRUE AS is_revised
    FROM revised_key_at($as_of, [$indicator])
),
figures AS (
    SELECT
        *,
        period_begin('quarter', period_start) AS quarter_start,
        period_begin('year', period_start) AS year_start
    FROM (FROM now UNION ALL BY NAME FROM first)
    LEFT JOIN revised USING (agency, locality, period_start, period_type)
),
month_run AS (
    SELECT
        version, agency, locality, quarter_start,
        max(period_start) AS last_start,
        CASE WHEN $aggregation = 'last' THEN max(month(period_start)) % 3 = 0
            ELSE count(*) = 3 END AS whole
    FROM figures
    WHERE period_type = 'month' AND $aggregation IN ('sum', 'pool', 'last')
    GROUP BY ALL
),
quarter_part AS (
    SELECT figures.*, whole
    FROM figures
    JOIN month_run USING (version, agency, locality, quarter_start)
    WHERE period_type = 'month'
        AND ($aggregation <> 'last' OR period_start = last_start)
        AND (whole OR NOT EXISTS (
            FROM figures AS instead
            WHERE instead.period_type = 'quarter'
                AND instead.version = figures.version
                AND instead.agency = figures.agency
                AND instead.locality = figures.locality
                AND instead.quarter_start = figures.quarter_start
        ))
    UNION ALL
    SELECT figures.*, TRUE
    FROM figures
    ANTI JOIN (FROM month_run WHERE whole) AS made
        USING (version, agency, locality, quarter_start)
    WHERE period_type = 'quarter'
),
quarter_run AS (
    SELECT
        version, agency, locality, year_start,
        max(quarter_start) AS last_start,
        CASE WHEN $aggregation = 'last' THEN bool_or(month(quarter_start) = last_quarter_start() AND whole)
            ELSE count(DISTINCT quarter_start) = 4 AND bool_and(whole) END AS whole
    FROM quarter_part
    WHERE $aggregation IN ('sum', 'pool', 'last')
    GROUP BY ALL
),
year_part AS (
    SELECT quarter_part.* EXCLUDE (whole)
    FROM quarter_part
    JOIN quarter_run USING (version, agency, locality, year_start)
    WHERE ($aggregation <> 'last' OR quarter_start = last_start)
        AND (quarter_run.whole OR NOT EXISTS (
            FROM figures AS instead
            WHERE instead.period_type = 'year'
                AND instead.version = quarter_part.version
                AND instead.agency = quarter_part.agency
                AND instead.locality = quarter_part.locality
                AND instead.year_start = quarter_part.year_start
        ))
    UNION ALL
    SELECT figures.*
    FROM figures
    ANTI JOIN (FROM quarter_run WHERE whole) AS made
        USING (version, agency, locality, year_start)
    WHERE period_type = 'year'
),
part AS (
    SELECT *, period_start AS point_start FROM figures
    WHERE $period_type = 'month' AND period_type = 'month'
    UNION ALL
    SELECT * EXCLUDE (whole), quarter_start FROM quarter_part WHERE $period_type = 'quarter'
    UNION ALL
    SELECT *, year_start FROM year_part WHERE $period_type = 'year'
),
-- Where an agency has county-wide and district figures for a point, a total takes one of them and
-- this question does not know which: nothing is said of such a point, or of different people added.
two_kinds AS (
    SELECT agency, point_start, TRUE AS has_both
    FROM part
    GROUP BY ALL
    HAVING bool_or(list_contains($county, locality)) AND bool_or(list_contains($districts, locality))
)
SELECT
    CASE WHEN $apart THEN agency ELSE 'all' END AS agency,
    point_start AS period_start,
    sum(numerator) FILTER (version = 'now') AS numerator,
    sum(denominator) FILTER (version = 'now') AS denominator,
    sum(numerator) FILTER (version = 'first') AS first_numerator,
    sum(denominator) FILTER (version = 'first') AS first_denominator,
    bool_and(known) FILTER (version = 'first') AS first_known,
    max(first_at) AS first_at
FROM part
LEFT JOIN two_kinds USING (agency, point_start)
GROUP BY ALL
HAVING bool_or(is_revised) AND NOT coalesce(bool_or(has_both), FALSE)
    AND ($aggregation <> 'none' OR greatest(
        count(*) FILTER (version = 'now'), count(*) FILTER (version = 'first')
    ) = 1)
ORDER BY agency, period_start;
