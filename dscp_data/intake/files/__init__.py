"""From the bytes of a file to a Workbook: one module per format, parsed in a sandboxed process."""
