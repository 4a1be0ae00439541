-- What accepting a file (the frame `incoming`) would change, key by key.
FROM difference('incoming', $replaced)
ORDER BY change, indicator, agency, locality, period_start, period_type;
