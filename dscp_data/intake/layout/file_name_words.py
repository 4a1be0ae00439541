"""The name of a file that says that its figures are something else: "CSC targets 2026.xlsx"."""

from __future__ import annotations

import re
from pathlib import PurePath

from dscp_data.intake import rules
from dscp_data.intake.terms.folding import fold
from dscp_data.intake.terms.name_matcher import NameMatcher
from dscp_data.intake.terms.qualifiers import ADDED_UP, NOT_WHAT_HAPPENED
from dscp_data.model.faults import Fault, fault
from dscp_data.model.text import join_list

HEARD = (NOT_WHAT_HAPPENED, ADDED_UP)
NOT_FOR_USE = re.compile(r"\b(?:test|example|dummy|specimen|practice|training copy)\b")


def file_name_faults(file: str, names: NameMatcher) -> list[Fault]:
    """A warning where a file's name holds a word that makes other figures of those in it. Places
    and years are left alone: the names of agencies and of their systems are full of them."""
    folded = names.without_agencies(fold(PurePath(file).stem))
    kinds = names.qualifiers.found_in(folded)
    found = [words for words, kind in kinds.items() if kind in HEARD]
    found += NOT_FOR_USE.findall(folded)
    if not found:
        return []
    return [fault(rules.FILE_NAME, "", "", file=file, words=join_list(found))]
