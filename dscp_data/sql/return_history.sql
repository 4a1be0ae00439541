-- What has become of a return, oldest first, and of the returns that have figures for the same keys:
-- `event` is accepted, withdrawn or restored; `part` says whose: its own ('own'), or of another
-- return that it replaced as a whole ('replaced') or corrected in part ('corrected'), or that
-- replaced or corrected it ('replaced by', 'corrected by'). `figures` is how many keys both have.
WITH own AS (
    SELECT indicator, agency, locality, period_start, period_type
    FROM observation
    WHERE return_id = $return_id
),
shared AS (
    SELECT return_id, count(*) AS figures
    FROM observation SEMI JOIN own
        USING (indicator, agency, locality, period_start, period_type)
    WHERE return_id <> $return_id
    GROUP BY ALL
),
whole AS (
    SELECT newer + older - $return_id AS return_id, TRUE AS is_whole
    FROM supersession
    WHERE $return_id IN (newer, older)
),
others AS (
    SELECT
        return_id, coalesce(figures, 0) AS figures,
        CASE WHEN is_whole THEN 'replaced' ELSE 'corrected' END
            || CASE WHEN return_id > $return_id THEN ' by' ELSE '' END AS part
    FROM shared FULL JOIN whole USING (return_id)
),
steps AS (
    SELECT
        return_id, changed_at, changed_by, reason,
        CASE WHEN step = 1 THEN 'accepted' WHEN state = 'withdrawn' THEN 'withdrawn'
            ELSE 'restored' END AS event
    FROM return_state
)
SELECT changed_at, 'own' AS part, event, NULL AS other, 0 AS figures, changed_by, reason
FROM steps
WHERE return_id = $return_id
UNION ALL
SELECT changed_at, part, event, return_id, figures, changed_by, reason
FROM steps JOIN others USING (return_id)
WHERE part LIKE '% by'
UNION ALL
SELECT accepted.changed_at, part, 'accepted', others.return_id, figures, changed_by, ''
FROM others CROSS JOIN (FROM steps WHERE return_id = $return_id AND event = 'accepted') AS accepted
WHERE part NOT LIKE '% by'
ORDER BY changed_at, other NULLS FIRST;
