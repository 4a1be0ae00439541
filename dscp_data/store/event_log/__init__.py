"""The hash-chained event log, its verification, and the log of views and downloads."""
