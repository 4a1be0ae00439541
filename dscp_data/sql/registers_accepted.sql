-- When returns with lines of a register ($register: concerns or actions) were accepted, and when
-- lines of it were changed on a page, in order.
SELECT DISTINCT changed_at
FROM return_state
WHERE step = 1
    AND ($as_of IS NULL OR changed_at <= $as_of)
    AND return_id IN (
        SELECT return_id FROM concern WHERE $register = 'concerns'
        UNION ALL
        SELECT return_id FROM action WHERE $register = 'actions'
    )
UNION
SELECT changed_at
FROM milestone_entry
WHERE $register = 'actions' AND ($as_of IS NULL OR changed_at <= $as_of)
ORDER BY changed_at;
