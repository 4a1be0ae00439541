"""Questions over the Parquet files of several partnerships, answered by a Spark cluster."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pandas as pd
import pyarrow as pa
from pyspark.sql import SparkSession
from pyspark.sql.functions import input_file_name

from dscp_data.store.engine.queries import load_sql
from dscp_data.store.parquet.comparison import as_frame
from dscp_spark.spark_sql import spark_sql


@contextmanager
def connected(cluster: str) -> Iterator[SparkSession]:
    """A session on a cluster, by its address: spark://host:port. Other settings are Spark's own, in
    its `spark-defaults.conf`."""
    session = (
        SparkSession.builder.master(cluster)
        .appName("DSCP comparison")
        .config("spark.sql.session.timeZone", "UTC")
        .getOrCreate()
    )
    try:
        yield session
    finally:
        session.stop()


def answer(
    session: SparkSession, name: str, parameters: Mapping[str, object], macros: str = ""
) -> pd.DataFrame:
    """The answer to the question in `sql/<name>.sql`, over the session's views."""
    return as_frame(session.sql(spark_sql(load_sql(name), parameters, macros)).toArrow())


def compare_totals(
    cluster: str,
    files: Mapping[Path, str],
    definitions: pd.DataFrame,
    *,
    protected: bool,
    first: str | None = None,
) -> pd.DataFrame:
    """As `dscp_data.store.parquet.comparison.compare_totals`, row for row. Each worker must find
    the files under the same path."""
    with connected(cluster) as session:
        figures = session.read.parquet(*map(str, files))
        figures.select("*", input_file_name().alias("filename")).createOrReplaceTempView(
            "published_figure"
        )
        source = [(file, files[path_of(file)]) for file in figures.inputFiles()]
        session.createDataFrame(source, "file string, partnership string").createOrReplaceTempView(
            "source"
        )
        session.createDataFrame(
            pa.Table.from_pandas(definitions, preserve_index=False)
        ).createOrReplaceTempView("definition")
        return answer(session, "compare_partnerships", {"first": first, "protected": protected})


def path_of(address: str) -> Path:
    """The path of a file that Spark names by its address."""
    return Path(unquote(urlsplit(address).path))
