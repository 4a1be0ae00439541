-- Since when the position of each milestone is worded as it is at a time: the first of the unbroken
-- run of its newest versions, in returns and on the page, with these words. The key is that of the
-- reform plan (`actions`).
WITH version AS (
    SELECT
        milestone_key(strand, workstream, title) AS key, position, accepted_at AS said_at, return_id AS place
    FROM action
    JOIN (
        SELECT return_id, min(changed_at) AS accepted_at
        FROM return_state
        WHERE state = 'accepted' AND ($as_of IS NULL OR changed_at <= $as_of)
        GROUP BY return_id
    ) USING (return_id)
    WHERE return_id IN (SELECT id FROM active_return($as_of))
    UNION ALL
    SELECT
        CASE corrects
            WHEN '' THEN milestone_key(strand, workstream, title) ELSE corrects
        END,
        position, changed_at, step
    FROM milestone_entry
    WHERE $as_of IS NULL OR changed_at <= $as_of
),
compared AS (
    SELECT
        *,
        position <> first_value(position) OVER (PARTITION BY key ORDER BY said_at DESC, place DESC)
            AS is_other
    FROM version
),
last_other AS (
    SELECT key, max(said_at) FILTER (is_other) AS said_at FROM compared GROUP BY key
)
SELECT key, min(compared.said_at) AS since
FROM compared JOIN last_other USING (key)
WHERE NOT is_other AND (last_other.said_at IS NULL OR compared.said_at > last_other.said_at)
GROUP BY key
ORDER BY key;
