"""The event log for readers: search, sentences and the inventory of data stored."""
