-- Keep the observations of a file (the table `incoming`) under its return.
INSERT INTO observation BY NAME
SELECT $return_id::INTEGER AS return_id, * FROM incoming;
