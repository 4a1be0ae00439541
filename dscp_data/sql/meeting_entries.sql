-- What was recorded at one meeting, or at all (NULL), as the newest row of each entry had it at a
-- time (NULL is now), in the order in which it was first written.
SELECT
    kind, text, item_id, meeting_id, owner, due, status, id, step, changed_at, changed_by, reason
FROM meeting_entry
WHERE ($meeting IS NULL OR meeting_id = $meeting) AND ($as_of IS NULL OR changed_at <= $as_of)
QUALIFY row_number() OVER (PARTITION BY id ORDER BY step DESC) = 1
ORDER BY id;
