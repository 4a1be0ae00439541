"""What one process or browser session keeps: the store, caches, URL state and style."""
