"""Records that people write: append-only, each version with who wrote it, when and why."""
