"""The command line: `python -m dscp_data …`. Results go to stdout, everything else to stderr."""

from dscp_data.cli.main import main

__all__ = ["main"]
