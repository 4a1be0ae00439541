-- All partnerships by indicator and period: the value of each, its rank (1 is best where the plan
-- wants more or less of it, else lowest), how many have one, and their range. Nothing is added up
-- over partnerships, and counts are not ranked: areas differ in size. Whose figures a file has, the
-- version file says that names it, and neither a column nor a folder of the file. A small number has
-- no value, and a percentage of rounded figures is a whole number.
WITH total AS (
    SELECT
        source.partnership, figure.indicator, definition, polarity, is_share, period_start,
        complete, numerator_text, denominator_text,
        CASE
            WHEN NOT complete OR numerator_text <> '' THEN NULL
            WHEN is_share AND denominator_text <> '' THEN NULL
            WHEN is_share AND $protected THEN round(100 * numerator / nullif(denominator, 0))
            WHEN is_share THEN 100 * numerator / nullif(denominator, 0)
            ELSE numerator
        END AS value
    FROM published_figure AS figure
    JOIN source ON source.file = figure.filename
    JOIN definition ON definition.partnership = source.partnership
        AND definition.indicator = figure.indicator
    WHERE agency = 'all' AND locality = 'all'
        AND ($first IS NULL OR period_start >= $first::DATE)
),
ranked AS (
    SELECT
        *,
        CASE WHEN is_share AND value IS NOT NULL THEN
            rank() OVER (
                PARTITION BY definition, indicator, period_start, value IS NULL
                ORDER BY CASE WHEN polarity = 'higher' THEN -value ELSE value END
            )
        END::BIGINT AS rank,
        count(value) OVER everybody AS partnerships,
        min(value) OVER everybody AS lowest,
        median(value) OVER everybody AS median,
        max(value) OVER everybody AS highest
    FROM total
    WINDOW everybody AS (PARTITION BY definition, indicator, period_start)
)
SELECT
    indicator, period_start::DATE AS period_start, partnership, value, complete,
    numerator_text, denominator_text, rank, partnerships,
    CASE WHEN is_share THEN lowest END AS lowest,
    CASE WHEN is_share THEN median END AS median,
    CASE WHEN is_share THEN highest END AS highest
FROM ranked
ORDER BY indicator, period_start, partnership;
