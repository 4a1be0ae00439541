-- Hold all observations of the newest return for current.
INSERT INTO current_observation
FROM observation WHERE return_id = $return_id;
