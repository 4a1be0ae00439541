"""The workbooks that agencies fill in, and their returns annotated with faults."""
