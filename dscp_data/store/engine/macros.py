"""Makes the macros that the queries share."""

from __future__ import annotations

import duckdb

from dscp_data.catalogue import Catalogue
from dscp_data.store.engine.place import Place
from dscp_data.store.engine.queries import load_sql


def create_macros(connection: duckdb.DuckDBPyConnection, place: Place, plan: Catalogue) -> None:
    """Make them anew for this process's plan: an earlier one may have left others."""
    month = plan.partnership.year_starts_in
    year_start = f"CREATE OR REPLACE MACRO year_start() AS {month:d};\n"
    place.create_macros(connection, year_start + load_sql("macros"))
