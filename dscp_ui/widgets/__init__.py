"""Charts, tables, links and buttons that several sections draw."""
