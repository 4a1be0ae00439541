"""Writes the named questions, which are in DuckDB's SQL, in Spark's: macros are put in where they
are called, and parameters as literals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count

import sqlglot
from sqlglot import exp
from sqlglot.optimizer.simplify import simplify

# Spark has QUALIFY, which sqlglot writes for Databricks alone: for Spark it adds a column that
# `SELECT *` would then return.
DIALECT = "databricks"


@dataclass(frozen=True)
class Macro:
    """`body` is a query where the macro is read as a table, else an expression."""

    parameters: tuple[str, ...]
    body: exp.Expression


def spark_sql(question: str, parameters: Mapping[str, object], macros: str = "") -> str:
    """A question in Spark's SQL. `macros` are the statements that make those it may call.

    What the parameters rule out is left out, as DuckDB does before it plans: Spark 4.3 refuses some
    plans that compare with a NULL. Raises sqlglot's errors for what Spark has no words for, and
    KeyError for a parameter without a value.
    """
    defined = {one.this.this.name: as_macro(one) for one in parsed(macros)}
    (tree,) = parsed(question)
    expanded = Expansion(defined).expand(with_parameters(tree, parameters))
    return simplify(with_spark_functions(expanded)).sql(
        dialect=DIALECT, comments=False, unsupported_level=sqlglot.ErrorLevel.RAISE
    )


def parsed(text: str) -> list[exp.Expression]:
    return [one for one in sqlglot.parse(text, read="duckdb") if one is not None]


def as_macro(statement: exp.Expression) -> Macro:
    """From CREATE MACRO."""
    return Macro(tuple(one.name for one in statement.this.expressions), statement.expression)


def with_parameters(tree: exp.Expression, parameters: Mapping[str, object]) -> exp.Expression:
    def value(node: exp.Expression) -> exp.Expression:
        is_parameter = isinstance(node, exp.Parameter | exp.Placeholder)
        return exp.convert(parameters[node.name]) if is_parameter else node

    return tree.transform(value)


def with_spark_functions(tree: exp.Expression) -> exp.Expression:
    """With Spark's functions for DuckDB's own, those that sqlglot leaves as they are."""

    def in_spark(node: exp.Expression) -> exp.Expression:
        if isinstance(node, exp.Anonymous) and node.name == "arg_max_null":
            return exp.Anonymous(this="MAX_BY", expressions=node.expressions)
        if isinstance(node, exp.Anonymous) and node.name == "list_position":
            # Spark has 0, and not NULL, for what is not in the list.
            place = exp.Anonymous(this="ARRAY_POSITION", expressions=node.expressions)
            return exp.func("NULLIF", place, exp.Literal.number(0))
        return node

    return tree.transform(in_spark)


class Expansion:
    """Puts macros in. The WITH of a macro has other names each time: Spark has them all at the top,
    where they would hide one another."""

    def __init__(self, macros: Mapping[str, Macro]) -> None:
        self.macros = macros
        self.numbers = count(1)

    def expand(self, tree: exp.Expression) -> exp.Expression:
        return tree.transform(self.put_in)

    def put_in(self, node: exp.Expression) -> exp.Expression:
        if isinstance(node, exp.Table) and isinstance(node.this, exp.Anonymous):
            return self.as_table(node, node.this)
        if isinstance(node, exp.Anonymous) and node.name in self.macros:
            return exp.paren(self.body(node), copy=False)
        return node

    def as_table(self, node: exp.Table, call: exp.Anonymous) -> exp.Expression:
        """What a FROM or JOIN reads in the place of a call, under the name that it has there."""
        if call.name == "query_table":
            read: exp.Expression = exp.to_table(call.expressions[0].name)
        elif call.name in self.macros:
            read = exp.Subquery(this=self.body(call))
        else:
            return node
        read.set("alias", node.args.get("alias"))
        read.set("joins", [self.expand(join) for join in node.args.get("joins") or ()])
        return read

    def body(self, call: exp.Anonymous) -> exp.Expression:
        """The body of a macro with the arguments of a call in it."""
        macro = self.macros[call.name]
        arguments = (in_parentheses(self.expand(one)) for one in call.expressions)
        values = dict(zip(macro.parameters, arguments, strict=True))

        def argument(node: exp.Expression) -> exp.Expression:
            is_name = isinstance(node, exp.Column) and not node.table
            return values[node.name].copy() if is_name and node.name in values else node

        return self.expand(self.with_own_names(macro.body.transform(argument)))

    def with_own_names(self, query: exp.Expression) -> exp.Expression:
        number = next(self.numbers)
        own = {one.alias: f"{one.alias}_{number}" for one in query.find_all(exp.CTE)}
        for one in query.find_all(exp.CTE):
            one.set("alias", exp.TableAlias(this=exp.to_identifier(own[one.alias])))
        for table in query.find_all(exp.Table):
            if table.name in own:
                name = table.alias_or_name
                table.set("this", exp.to_identifier(own[table.name]))
                table.set("alias", exp.TableAlias(this=exp.to_identifier(name)))
        return query


def in_parentheses(value: exp.Expression) -> exp.Expression:
    plain = isinstance(value, exp.Column | exp.Literal)
    return value if plain else exp.paren(value, copy=False)
