"""The Users and Audit pages, and the pages shown when access or the store is missing."""
