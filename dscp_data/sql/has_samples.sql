-- Whether any standing return is an invented one.
SELECT count(*) > 0 AS holds
FROM return
WHERE is_sample AND id IN (SELECT id FROM active_return(NULL));
