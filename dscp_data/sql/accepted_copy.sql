-- The standing return made from a file of these very bytes, if there is one.
SELECT id
FROM return
WHERE sha256 = $sha256 AND id IN (SELECT id FROM active_return(NULL))
ORDER BY id
LIMIT 1;
