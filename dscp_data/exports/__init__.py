"""Files to download, each with its protective marking."""
