"""Comments that say of a figure that it is another one: "this is a target", "Darlington only".

Most comments explain a figure and change nothing: "higher than last year", "target not met". Only
one that says nothing else, or that says what the figure is, is asked about.
"""

from __future__ import annotations

import re

from dscp_data.intake.terms.folding import fold
from dscp_data.intake.terms.qualifiers import left_over, qualifiers_in, words_of

LINKS = words_of(
    ("not an but actual only so far just these those all shown given still until per",)
)
"""Words of a comment that add nothing to the one that says what a figure is."""
EVERYDAY = frozenset(("new", "only", "repeat", "less", "change", "difference", "others", "without"))
"""Words that mean another figure in a heading, and in a comment mostly mean something else."""
SAYS_WHAT_IT_IS = re.compile(
    r"\b(?:this|these|figures?|numbers?|values?|counts?|data|totals?|all)(?: \w+){0,2}?"
    r" (?:is|are|was|were|shows?|covers?|represents?|relates? to|refers? to)"
    r"((?: (?:an?|the|our|only|still|all|for|from|on|of|in|just))*(?: [\w%]+){1,3})"
)
EXPLAINS = re.compile(
    r"\b(?:as|than) (?:was )?(?:expected|planned|forecast|projected|predicted)\b"
    r"|\b(?:the |our )?target (?:is|was|of|for \w+ is) \d+\b"
)
"""Words that compare a figure with another and do not say that it is one."""
AT_FAULT = re.compile(
    r"\bshould (?:be|read|have been) \d|\bwrong (?:figure|number)\b|\bdouble count"
    r"|\b(?:figure|number|this) is (?:wrong|incorrect|an error)\b|\bdo not use\b"
)
LEAVES_OUT = re.compile(r"(?:this )?(?:excludes?|excluding|excl|does not include|not including)\b")
AND_OVER = re.compile(r"\b(?:this|these|figures?) (?:is|are) (?:for )?(?:aged? )?\d+ ?\+", re.I)
ONLY = re.compile(r"((?:\w+ ){1,2})only\b|\bonly((?: \w+){1,2})")


def changes_the_figure(text: str) -> bool:
    """Whether a comment says that the figure beside it is of another kind, period or group."""
    folded = EXPLAINS.sub(" ", fold(text))
    if AT_FAULT.search(folded) or LEAVES_OUT.match(folded):
        return True
    found = qualifiers_in(folded)
    if not found:
        return AND_OVER.search(text) is not None
    if any(qualifiers_in(match[1]) for match in SAYS_WHAT_IT_IS.finditer(folded)):
        return True
    telling = set(found) - EVERYDAY
    if telling and not left_over(folded, LINKS | words_of(found)):
        return True
    return any(
        set(qualifiers_in(match[1] or match[2])) - EVERYDAY for match in ONLY.finditer(folded)
    )
