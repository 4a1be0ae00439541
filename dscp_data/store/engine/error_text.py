"""What logs say of a database's error: never what a row holds.

DuckDB and PostgreSQL quote the values that they could not store, and PostgreSQL adds the whole row
or the statement. Statements of this program bind their values, so their own text may be said.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterator

import duckdb

HIDDEN = "…"
OF_THE_STATEMENT = (duckdb.BinderException, duckdb.CatalogException, duckdb.ParserException,
                    duckdb.SyntaxException)  # fmt: skip
OF_A_VALUE = (duckdb.ConversionException, duckdb.InvalidInputException,
              duckdb.InvalidTypeException, duckdb.OutOfRangeException,
              duckdb.TypeMismatchException)  # fmt: skip
"""They may say a value without a mark around it."""
STATEMENT = re.compile(r'query ".*": ', re.DOTALL)
# Names of the schema and addresses are no values.
NAME = re.compile(
    r'\b(?:constraint|relation|column|table|database|schema|user|role|at|socket) "[^\s"]*"'
)
QUOTE = re.compile("[\"']")


def describe_error(error: Exception) -> str:
    """Of an error of a database its kind and the table, column or constraint, in one line; any
    other error as it says itself.

    Example: 'ERROR:  new row for relation "observation" violates check constraint "positive"'.
    """
    text = str(error)
    if not isinstance(error, duckdb.Error):
        return text
    if isinstance(error, OF_A_VALUE):
        return f"{text.partition(':')[0]}: {HIDDEN}"
    first_line = STATEMENT.sub("", text).partition("\n")[0]
    return first_line if isinstance(error, OF_THE_STATEMENT) else without_values(first_line)


def without_values(line: str) -> str:
    """A line without what is between its first quotation mark and its last, names apart."""
    begin = 0
    while quote := QUOTE.search(line, begin):
        name = NAME.search(line, begin)
        if not name or name.start() > quote.start():
            last = max(line.rfind('"'), line.rfind("'"))
            behind = line[last + 1 :] if last > quote.start() else ""
            return f"{line[: quote.start()]}{HIDDEN}{behind}"
        begin = name.end()
    return line


def format_trace(error: BaseException) -> str:
    """The trace of an error as Python writes it, without the values of rows."""
    text = "".join(traceback.format_exception(error)).rstrip("\n")
    for one in all_causes(error):
        if isinstance(one, duckdb.Error) and (lines := str(one).splitlines()):
            text = text.replace(lines[0], describe_error(one))
            # One by one: in the trace of several errors each line has marks before it.
            for line in filter(is_worth_hiding, lines[1:]):
                text = text.replace(line, HIDDEN)
    return text


def is_worth_hiding(line: str) -> bool:
    """Whether a line has more than the mark under a place in a statement."""
    return bool(line.strip(" ^"))


def all_causes(error: BaseException | None) -> Iterator[BaseException]:
    """An error and those that it came from, each once."""
    seen = set[int]()
    waiting = [error]
    while waiting:
        one = waiting.pop()
        if one is None or id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        waiting += [one.__cause__, one.__context__]
        if isinstance(one, BaseExceptionGroup):
            waiting += one.exceptions
