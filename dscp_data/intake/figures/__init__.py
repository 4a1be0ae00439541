"""From figure cells to observations."""
