"""A database as an earlier dashboard would have left it."""

import duckdb

from dscp_data.store.engine.migrations import migrations

TABLES = "SELECT table_name FROM duckdb_tables() WHERE NOT internal"
SEQUENCES = "SELECT sequence_name FROM duckdb_sequences()"
COLUMNS = "SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal"


def make_older(connection, version):
    """Take away every table, sequence and column that migrations after `version` made."""
    with duckdb.connect() as older:
        older.execute("CREATE TABLE schema_version (version INTEGER NOT NULL)")
        for number, text in migrations():
            if number <= version:
                older.execute(text)
        known = {query: set(older.execute(query).fetchall()) for query in (TABLES, SEQUENCES)}
        columns = set(older.execute(COLUMNS).fetchall())
    for query, kind in ((TABLES, "TABLE"), (SEQUENCES, "SEQUENCE")):
        for (name,) in connection.execute(query).fetchall():
            if (name,) not in known[query]:
                connection.execute(f"DROP {kind} {name}")
    tables = {name for (name,) in connection.execute(TABLES).fetchall()}
    for table, column in connection.execute(COLUMNS).fetchall():
        if table in tables and (table, column) not in columns:
            connection.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
    connection.execute("DELETE FROM schema_version WHERE version > ?", [version])
