"""The making of the invented returns. Nothing here is read by the product."""
