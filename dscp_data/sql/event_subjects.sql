-- What events of one kind were done to.
SELECT DISTINCT unnest(subjects) AS subject FROM event WHERE what = $what;
