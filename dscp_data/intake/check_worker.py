"""Checks a return in a worker process, so that no text can hold the server that asks."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

from dscp_data.catalogue import Catalogue
from dscp_data.intake.check import check_file, refused_return
from dscp_data.intake.files.refusals import refusal
from dscp_data.intake.files.worker_process import WorkerLimits, WorkerStopped, run_in_worker
from dscp_data.model.faults import Fault
from dscp_data.model.mappings import NO_MAPPINGS, TermMappings
from dscp_data.model.returns import CheckedReturn


def check_in_worker(
    data: bytes,
    file: str,
    *,
    catalogue: Catalogue,
    today: date,
    agency: str | None = None,
    mappings: TermMappings = NO_MAPPINGS,
    limits: WorkerLimits | None = None,
) -> CheckedReturn:
    """As `check_file`. A file that takes too much time or memory is refused."""
    try:
        return run_in_worker(
            check_file, data, file, catalogue=catalogue, today=today, agency=agency,
            mappings=mappings, limits=limits,
        )  # fmt: skip
    except WorkerStopped:
        refused = refusal("too_much_work", name=file)
        why = Fault("", "", "", refused.code, "error", refused.message, refused.fix)
        return refused_return(file, sha256(data).hexdigest(), why)
