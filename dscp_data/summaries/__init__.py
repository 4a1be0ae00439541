"""Tables that summarise many indicators or returns on one page."""
