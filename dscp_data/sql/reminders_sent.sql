-- When each agency was last reminded, and by whom.
WITH sent AS (
    SELECT unnest(subjects) AS agency, happened_at, who
    FROM event
    WHERE what = 'reminder sent'
)
SELECT agency, max(happened_at) AS sent_at, arg_max(who, happened_at) AS sent_by
FROM sent
GROUP BY ALL;
