-- The figures that accepting a file (the frame `incoming`) would take out.
FROM removed_observation('incoming', $replaced)
ORDER BY indicator, agency, locality, period_start, period_type;
