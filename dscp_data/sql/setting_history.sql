-- Who set, ended or removed what, when and why, up to a time; the newest first.
WITH happened AS (
    SELECT id, 'set' AS event, NULL::DATE AS last_day, set_at AS changed_at, set_by AS changed_by, reason
    FROM setting
    UNION ALL
    SELECT
        setting_id, CASE WHEN last_day IS NULL THEN 'removed' ELSE 'ended' END,
        last_day, ended_at, ended_by, reason
    FROM setting_ending
)
SELECT
    happened.id, event, setting.kind, indicator, agency, locality, day, value, text,
    note_kind.kind AS note_kind, happened.last_day, changed_at, changed_by, happened.reason
FROM happened
JOIN setting USING (id)
LEFT JOIN note_kind ON note_kind.setting_id = setting.id
WHERE $as_of IS NULL OR changed_at <= $as_of
ORDER BY changed_at DESC, happened.id DESC, event;
