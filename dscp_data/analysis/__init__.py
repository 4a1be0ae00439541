"""Comparisons and estimates on top of trends: benchmarks, funnels, reconciliation."""
