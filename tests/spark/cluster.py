"""A Spark cluster on this computer: a master and workers, each a process of its own."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

import pyspark

HOME = Path(pyspark.__file__).parent
HERE = ("--host", "127.0.0.1", "--port", "0", "--webui-port", "0")
WORKERS = 2
QUICK = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"  # a test is too short for compilers to pay off
SETTINGS = f"""
spark.driver.bindAddress 127.0.0.1
spark.driver.host 127.0.0.1
spark.driver.extraJavaOptions {QUICK}
spark.driver.memory 512m
spark.executor.extraJavaOptions {QUICK}
spark.executor.memory 512m
spark.sql.shuffle.partitions 4
spark.ui.enabled false
spark.ui.showConsoleProgress false
"""


@dataclass(frozen=True)
class Cluster:
    """`logs` are those of the workers so far."""

    address: str
    logs: tuple[list[str], ...]


@contextmanager
def running_cluster(folder: Path) -> Iterator[Cluster]:
    """A cluster whose files are in a folder. Sessions of this process get SETTINGS."""
    (folder / "spark-defaults.conf").write_text(SETTINGS, encoding="utf-8")
    os.environ |= {
        "SPARK_CONF_DIR": str(folder),
        "SPARK_DAEMON_JAVA_OPTS": QUICK,
        "SPARK_HOME": str(HOME),
        "SPARK_LOCAL_DIRS": str(folder),
        "SPARK_LOCAL_IP": "127.0.0.1",
    }
    with ExitStack() as processes:
        address, _ = processes.enter_context(
            started("master.Master", *HERE, ready=r"Starting Spark master at (spark://\S+)")
        )
        size = ("--cores", "1", "--memory", "512m", "--work-dir", str(folder / "work"))
        logs = [
            processes.enter_context(
                started("worker.Worker", *HERE, *size, address, ready=r"Successfully (registered)")
            )[1]
            for _ in range(WORKERS)
        ]
        yield Cluster(address, tuple(logs))


@contextmanager
def started(name: str, *arguments: str, ready: str) -> Iterator[tuple[str, list[str]]]:
    """A process of the cluster, once its log has what `ready` matches: that, and the log."""
    process = subprocess.Popen(
        [HOME / "bin" / "spark-class", f"org.apache.spark.deploy.{name}", *arguments],
        stderr=subprocess.PIPE,
        text=True,
    )
    log: list[str] = []
    assert process.stderr is not None
    try:
        for line in process.stderr:
            log.append(line)
            if found := re.search(ready, line):
                break
        else:
            raise RuntimeError(f"{name} did not start:\n{''.join(log)}")
        reading = Thread(target=lambda lines: log.extend(lines), args=[process.stderr], daemon=True)
        reading.start()
        yield found[1], log
    finally:
        process.terminate()
        process.wait()
