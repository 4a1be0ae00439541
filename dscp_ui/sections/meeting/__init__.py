"""The Meeting page: prepare, present, record and follow up."""
