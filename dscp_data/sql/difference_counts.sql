-- How many keys accepting a file (the frame `incoming`) adds, changes, leaves and removes.
SELECT change, count(*) AS keys
FROM difference('incoming', $replaced)
GROUP BY change;
