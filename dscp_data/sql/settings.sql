-- What was set and stood at a time, in the order in which it was set.
WITH ending AS (
    SELECT setting_id AS id, last_day
    FROM setting_ending
    WHERE $as_of IS NULL OR ended_at <= $as_of
    QUALIFY row_number() OVER (PARTITION BY setting_id ORDER BY step DESC) = 1
)
SELECT setting.id, kind, indicator, agency, locality, day, last_day, value, text
FROM setting LEFT JOIN ending USING (id)
WHERE ($as_of IS NULL OR set_at <= $as_of)
    AND (ending.id IS NULL OR last_day IS NOT NULL)
ORDER BY setting.id;
