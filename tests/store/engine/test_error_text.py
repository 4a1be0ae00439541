"""What logs say of an error of a database: what happened, and nothing of the row."""

import duckdb
import pytest

from dscp_data.store.engine.error_text import describe_error, format_trace, without_values

TABLE = """
CREATE TABLE child (id BIGINT PRIMARY KEY, name TEXT NOT NULL, place TEXT, n INTEGER CHECK (n < 5));
INSERT INTO child VALUES (9434765919, 'Ann "Annie" O''Hara', 'Horden', 1)
"""
ROW = (9434765919, 'Ann "Annie" O\'Hara', "Horden", 1)
INSERT = "INSERT INTO child VALUES (?, ?, ?, ?)"
FAILING = {
    "a key again": (INSERT, ROW, "Duplicate key … violates primary key constraint."),
    "nothing where there must be something": (
        INSERT, (1, None, "Horden", 1), "NOT NULL constraint failed: child.name"
    ),
    "beyond a limit": (INSERT, (1, *ROW[1:3], 9), "CHECK constraint failed on table child"),
    "a text for a number": ("SELECT CAST(? AS INTEGER)", (ROW[1],), "Conversion Error: …"),
    "too large a number": ("SELECT CAST(? AS INTEGER)", (ROW[0],), "Conversion Error: …"),
    "words of its own": ("SELECT error(?)", (ROW[1],), "Invalid Input Error: …"),
    "a column that is not there": (
        "SELECT nme FROM child WHERE name = ?", ROW[1:2],
        'Referenced column "nme" not found in FROM clause!',
    ),
}  # fmt: skip


def fail(query, values):
    with duckdb.connect() as connection:
        connection.execute(TABLE)
        try:
            connection.execute(query, list(values)).fetchall()
        except duckdb.Error as error:
            return error
    raise AssertionError("it was executed")


def names_nobody(text):
    return not [part for part in ("Ann", "Hara", "9434765919", "Horden") if part in text]


@pytest.mark.parametrize(("query", "values", "said"), FAILING.values(), ids=FAILING)
def test_an_error_names_the_column_and_no_value(query, values, said):
    told = describe_error(fail(query, values))
    assert said in told
    assert names_nobody(told)


@pytest.mark.parametrize(
    ("line", "said"),
    [('duplicate key violates unique constraint "t_pkey"', None),
     ('null value in column "name" of relation "t" violates not-null constraint', None),
     ('invalid input syntax for type integer: "Ann', "invalid input syntax for type integer: …"),
     ('bad "Ann constraint "Hara" of O\'Hara" here', "bad … here"),
     ("nothing quoted", None)],
)  # fmt: skip
def test_names_of_the_schema_stay_and_other_quoted_words_go(line, said):
    assert without_values(line) == (said or line)


def test_a_trace_keeps_its_lines_and_loses_the_row_of_every_cause():
    error = RuntimeError("The page could not be drawn.")
    both = [fail(INSERT, ROW), fail("SELECT CAST(? AS INTEGER)", ROW[1:2])]
    error.__cause__ = ExceptionGroup("several", both)
    trace = format_trace(error)
    assert "Duplicate key … violates primary key constraint." in trace
    assert "RuntimeError: The page could not be drawn." in trace
    assert "in fail" in trace
    assert names_nobody(trace)
