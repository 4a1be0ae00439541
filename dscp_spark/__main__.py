"""`python -m dscp_spark compare DIR… --cluster spark://HOST:PORT`: `python -m dscp_data compare` on
a Spark cluster."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from functools import partial

from dscp_data.cli.exit_codes import WRONG_USE, WrongUse
from dscp_data.cli.publication import add_compare
from dscp_spark.comparison import compare_totals


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and give its exit code."""
    parser = argparse.ArgumentParser(prog="python -m dscp_spark", description=__doc__)
    command = add_compare(parser.add_subparsers(required=True, metavar="COMMAND"))
    command.add_argument(
        "--cluster", required=True, metavar="ADDRESS", help="of the master: spark://HOST:PORT"
    )
    options = parser.parse_args(arguments)
    options.totals = partial(compare_totals, options.cluster)
    try:
        code: int = options.run(options)
    except WrongUse as error:
        print(error, file=sys.stderr)
        return WRONG_USE
    return code


if __name__ == "__main__":
    sys.exit(main())
