-- Commentary as the newest row of each says at a time (NULL: now), the newest period first; of one
-- indicator, or of all (NULL).
SELECT
    indicator, period_type, period_start, what, so_what, now_what, agency, locality, author,
    reviewed_by, id, step, changed_at, changed_by, reason
FROM commentary
WHERE ($indicator IS NULL OR indicator = $indicator) AND ($as_of IS NULL OR changed_at <= $as_of)
QUALIFY row_number() OVER (PARTITION BY id ORDER BY step DESC) = 1
ORDER BY period_start DESC, id DESC;
