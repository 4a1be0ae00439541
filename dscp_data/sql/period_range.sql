-- The first and the last month that any figure of a time belongs to.
SELECT
    min(period_start) AS first_period,
    max(
        CASE period_type
            WHEN 'month' THEN period_start
            WHEN 'quarter' THEN period_start + INTERVAL 2 MONTH
            ELSE period_start + INTERVAL 11 MONTH
        END
    )::DATE AS last_period
FROM observation_at($as_of);
