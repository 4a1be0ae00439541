"""Where things are on a sheet: tables, header rows, columns and row labels."""
