-- The tokens of feeds that have not ended, as the newest row of each says, by name.
SELECT name, digest, ended, id, step
FROM feed_token
QUALIFY row_number() OVER (PARTITION BY id ORDER BY step DESC) = 1 AND NOT ended
ORDER BY lower(name), id;
