"""Compares partnerships on a Spark cluster, for figures that no one computer has room for.

Nothing of the dashboard or the command line imports it; it needs `requirements-spark.txt`.
"""
