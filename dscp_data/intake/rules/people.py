"""People: what is never taken in, and what may name one."""

from __future__ import annotations

from dscp_data.intake.rules.rule import rule

CHILD_LEVEL = rule(
    "child-level", "error",
    "This looks like a list of children ({what}), and such lists are never taken in."
    " Nothing from the file was kept.",
    "Send counts only. Delete the file if it was sent to you by mistake.",
    "A sheet with the columns Child ID and Date of birth",
)  # fmt: skip
PERSON = rule(
    "person-in-comment", "query",
    "This comment may name a person.",
    "Take the name out, or say why it is not about a person.",
    "A comment with a first name and a surname",
)  # fmt: skip
