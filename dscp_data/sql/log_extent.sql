-- The number of the newest event of the log, 0 where there is none, and when it begins (UTC).
SELECT coalesce(max(number), 0) AS newest, min(happened_at) AS begun FROM event;
