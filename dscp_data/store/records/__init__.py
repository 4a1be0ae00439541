"""Records beside returns: term mappings, published comparators, suppression history."""
