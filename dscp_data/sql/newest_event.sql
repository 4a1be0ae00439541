-- The number of the newest event of the log, 0 where there is none.
SELECT coalesce(max(number), 0) AS number FROM event;
