-- Events of the log, newest first; `matching` is how many there are in all. Each condition is left
-- out where its parameter is NULL. An event is about an agency where its detail names it, or where
-- it was done to a return that holds figures of it.
WITH returned AS (
    SELECT DISTINCT 'return ' || return_id AS subject FROM observation WHERE agency = $agency
)
SELECT number, happened_at, who, what, subjects, detail, count(*) OVER () AS matching
FROM event
WHERE ($kinds IS NULL OR list_contains($kinds, what))
    AND ($who IS NULL OR who = $who)
    AND ($first IS NULL OR happened_at >= $first)
    AND ($last IS NULL OR happened_at <= $last)
    AND (
        $agency IS NULL
        OR contains(detail, '"' || $agency || '"')
        OR list_has_any(subjects, (SELECT coalesce(list(subject), []) FROM returned))
    )
ORDER BY number DESC
LIMIT $size OFFSET $skipped;
