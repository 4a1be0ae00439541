"""Makes the macros that the queries share."""

from __future__ import annotations

import duckdb

from dscp_data.catalogue import Catalogue
from dscp_data.store.engine.place import Place
from dscp_data.store.engine.queries import load_sql


def create_macros(connection: duckdb.DuckDBPyConnection, place: Place, plan: Catalogue) -> None:
    """Make them anew for this process's plan: an earlier one may have left others."""
    place.create_macros(connection, macros_of(plan))


def macros_of(plan: Catalogue) -> str:
    """The statements that make them."""
    month = plan.partnership.year_starts_in
    return f"CREATE OR REPLACE MACRO year_start() AS {month:d};\n{load_sql('macros')}"
