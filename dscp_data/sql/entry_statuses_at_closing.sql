-- The status that each action and comment of a meeting had when it was closed, or when it was first
-- written where a correction added it later. Nothing of a meeting that is open.
WITH closing AS (
    SELECT id AS meeting_id, min(changed_at) AS closed_at
    FROM meeting
    WHERE state = 'closed' AND id = $meeting
    GROUP BY id
)
SELECT id, status
FROM meeting_entry JOIN closing USING (meeting_id)
WHERE status <> ''
QUALIFY row_number() OVER (
    PARTITION BY id
    ORDER BY changed_at > closed_at, CASE WHEN changed_at > closed_at THEN step ELSE -step END
) = 1
ORDER BY id;
