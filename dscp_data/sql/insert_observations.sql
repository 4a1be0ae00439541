-- Keep the observations of a file (the table `incoming`) under its return. RETURNING keeps DuckDB
-- from sharing the rows among threads, which writes every row twice where they are few.
INSERT INTO observation BY NAME
SELECT $return_id::INTEGER AS return_id, * FROM incoming
RETURNING return_id;
