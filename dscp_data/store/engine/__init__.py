"""The DuckDB connection: transactions, migrations, encryption, SQL files and cached queries."""
