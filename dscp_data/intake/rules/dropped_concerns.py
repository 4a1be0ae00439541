"""Open areas of concern that a newer register no longer has are asked about."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from dscp_data.intake.rules.rule import rule
from dscp_data.model.faults import Fault, fault
from dscp_data.model.returns import CheckedReturn
from dscp_data.model.text import join_list, pluralise

SHOWN = 12  # references in one sentence

DROPPED_CONCERNS = rule(
    "concerns-dropped", "query",
    "{count} in your last register {are} not in this one: {references}.",
    "Say whether they were resolved, merged or deleted, or send them again. Until then we count "
    "them as unknown from the day your last register ended.",
    "AC014, open in March’s register and absent from September’s",
)  # fmt: skip


def dropped_concerns(checked: CheckedReturn, register: pd.DataFrame) -> Iterator[Fault]:
    """The open lines of the accepted `register` (question `concerns`) from the sender of a file
    that its own register lacks; none where the file has no register, or an older one."""
    if not checked.concerns or register.empty:
        return
    sent = {(one.reference, one.opened) for one in checked.concerns}
    mine = register[(register["sender"] == checked.agency) & register["resolved"].isna()]
    if checked.cut_off is not None:
        mine = mine[mine["cut_off"] < pd.Timestamp(checked.cut_off)]
    keys = zip(mine["reference"], mine["opened"].dt.date, strict=True)
    references = [reference for reference, opened in keys if (reference, opened) not in sent]
    if references:
        more = [pluralise(len(references) - SHOWN, "other")] if len(references) > SHOWN else []
        yield fault(
            DROPPED_CONCERNS,
            checked.concerns[0].sheet,
            "",
            count=pluralise(len(references), "open area of concern", "open areas of concern"),
            are="is" if len(references) == 1 else "are",
            references=join_list([*references[:SHOWN], *more]),
        )
