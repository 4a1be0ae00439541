-- Every version of one decision, action, comment or note of a meeting, the oldest first.
SELECT
    kind, text, item_id, meeting_id, owner, due, status, id, step, changed_at, changed_by, reason
FROM meeting_entry
WHERE id = $id
ORDER BY step;
