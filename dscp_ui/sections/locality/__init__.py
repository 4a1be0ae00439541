"""The Locality page: how one place differs, on a sheet of A4."""
