-- What was set and stood at a time, in the order in which it was set.
WITH ending AS (
    SELECT setting_id AS id, last_day
    FROM setting_ending
    WHERE $as_of IS NULL OR ended_at <= $as_of
    QUALIFY row_number() OVER (PARTITION BY setting_id ORDER BY step DESC) = 1
)
SELECT
    setting.id, setting.kind, indicator, agency, locality, day, last_day, value, text,
    note_kind.kind AS note_kind
FROM setting
LEFT JOIN ending USING (id)
LEFT JOIN note_kind ON note_kind.setting_id = setting.id
WHERE ($as_of IS NULL OR set_at <= $as_of)
    AND (ending.id IS NULL OR last_day IS NOT NULL)
ORDER BY setting.id;
