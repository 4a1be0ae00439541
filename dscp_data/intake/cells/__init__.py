"""Cells, grids and workbooks, and the ledger of how each cell was used."""
