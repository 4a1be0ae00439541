-- The items of one agenda, or of all (NULL), as the newest row of each says, in order.
SELECT
    kind, title, as_of, detail, heading, indicator, agency, locality, period_type, priority,
    entry_id, owner, minutes, left_out, position, meeting_id, id, step
FROM agenda_item
WHERE $meeting IS NULL OR meeting_id = $meeting
QUALIFY row_number() OVER (PARTITION BY id ORDER BY step DESC) = 1
ORDER BY position, id;
