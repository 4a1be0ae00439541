-- Hold all observations of the newest return for current. RETURNING: see `insert_observations`.
INSERT INTO current_observation
FROM observation WHERE return_id = $return_id
RETURNING return_id;
