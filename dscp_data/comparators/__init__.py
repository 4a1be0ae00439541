"""Published comparators: official statistics for our area, its region, England and neighbours."""
