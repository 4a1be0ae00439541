-- The roles that people have, by address; with $ended also those that they had, oldest first.
SELECT
    email,
    role,
    agencies,
    localities,
    given_at,
    given_by,
    reason,
    lead(given_at) OVER later AS ended_at,
    lead(given_by) OVER later AS ended_by,
    lead(reason) OVER later AS ended_because
FROM user_role
WINDOW later AS (PARTITION BY email ORDER BY id)
QUALIFY role IS NOT NULL AND ($ended OR ended_at IS NULL)
ORDER BY email, id;
