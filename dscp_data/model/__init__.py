"""Values that every part shares: periods, returns, term mappings, formatted text. No I/O."""
