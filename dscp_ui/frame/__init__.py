"""What surrounds every page: filters, protective marking, downloads and the record of views."""
