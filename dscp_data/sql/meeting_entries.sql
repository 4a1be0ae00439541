-- What was said at one meeting, or at all (NULL), as the newest row of each entry says, in the order
-- in which it was first written.
SELECT
    kind, text, item_id, meeting_id, owner, due, status, id, step, changed_at, changed_by, reason
FROM meeting_entry
WHERE $meeting IS NULL OR meeting_id = $meeting
QUALIFY row_number() OVER (PARTITION BY id ORDER BY step DESC) = 1
ORDER BY id;
