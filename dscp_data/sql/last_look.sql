-- When somebody last looked at exact figures before a time; NULL where they never did.
SELECT max(happened_at) AS looked_at
FROM event
WHERE who = $person AND what = $what AND happened_at < $before;
