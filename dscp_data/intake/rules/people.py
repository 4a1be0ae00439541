"""Rules about people: what we never accept, and what may name somebody."""

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
PERSON_IN_TEXT = rule(
    "person-in-text", "query",
    "This text may name a person.",
    "Remove the name, or explain why it is not that of a child or of a family.",
    "A line below a table: “Kayleigh Dixon was seen on Friday”",
)  # fmt: skip
PERSON_IN_NOTE = rule(
    "person-in-note", "query",
    "A note (comment) in the file may name a person.",
    "Remove the name, or explain why it is not that of a child or of a family.",
    "A note on a figure: “One of them is Kayleigh Dixon”",
)  # fmt: skip
PERSON_IN_FILE_NAME = rule(
    "person-in-file-name", "query",
    "The name of the file may name a person.",
    "Rename the file, or explain why it is not the name of a child or of a family.",
    "“Return re Kayleigh Dixon.xlsx”",
)  # fmt: skip
