-- The first day of the last month that any figure of a time belongs to.
SELECT
    max(
        CASE period_type
            WHEN 'month' THEN period_start
            WHEN 'quarter' THEN period_start + INTERVAL 2 MONTH
            ELSE period_start + INTERVAL 11 MONTH
        END
    )::DATE AS newest
FROM observation_at($as_of);
