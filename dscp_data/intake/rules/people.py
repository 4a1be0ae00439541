"""People: what is never taken in, and what may name one."""

from __future__ import annotations

from dscp_data.intake.rules.rule import rule

CHILD_LEVEL = rule(
    "child-level", "error",
    "This looks like a list of children ({what}), which we never accept. We have not kept anything "
    "from the file.",
    "Send counts only. If the file was sent to you by mistake, delete it.",
    "A sheet with the columns Child ID and Date of birth",
)  # fmt: skip
PERSON = rule(
    "person-in-comment", "query",
    "This comment may name a person.",
    "Remove the name, or explain why it does not identify a person.",
    "A comment with a first name and a surname",
)  # fmt: skip
