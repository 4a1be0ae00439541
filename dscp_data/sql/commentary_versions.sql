-- Every version of one commentary, the oldest first.
SELECT
    indicator, period_type, period_start, what, so_what, now_what, agency, locality, author,
    reviewed_by, id, step, changed_at, changed_by, reason
FROM commentary
WHERE id = $id
ORDER BY step;
