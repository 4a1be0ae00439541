-- Every table of the database and its columns, in the order they stand in.
SELECT table_name, column_name
FROM duckdb_columns()
WHERE database_name = current_database() AND schema_name IN ('main', 'public') AND NOT internal
ORDER BY table_name, column_index;
