"""The screen: frame, filters, sections and the server that shows them."""
