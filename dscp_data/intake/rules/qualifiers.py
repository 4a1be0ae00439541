"""Words and looks that change what a figure is."""

from __future__ import annotations

from dscp_data.intake.rules.rule import rule

QUALIFIED = rule(
    "qualified-figures", "query",
    "“{text}” says “{words}”, which can mean {kind}. The figures below were read without it.",
    "Say whether the figures are what each heading says, for each period by itself and for all"
    " children. If not, send those figures.",
    "“All figures are cumulative (year to date)” above a table",
)  # fmt: skip
QUALIFIED_LABEL = rule(
    "qualified-label", "error",
    "“{text}” says more than a name that we know: “{words}”. Figures with it are not stored.",
    "Send the figures that the name alone stands for, or say that the words change nothing.",
    "“E08 Safeguarding referrals – target”",
)  # fmt: skip
QUALIFIED_HEADING = rule(
    "qualified-heading", "error",
    "“{text}” stands over figures, and we do not know what it makes of them. {question}",
    "Send the figures that the other headings alone stand for, or take the words out.",
    "“Target” over the months of a table",
)  # fmt: skip
UNKNOWN_WORDS = rule(
    "unknown-words", "query",
    "We do not know what “{words}” in “{text}” says of the figures below.",
    "Say whether it changes what the figures are, or take it out.",
    "“H04 Dispersal orders – Operation Sycamore” above a table",
)  # fmt: skip
UNKNOWN_TITLE = rule(
    "unknown-title", "warning",
    "We do not know “{words}” in “{text}”. The figures below were read without it.",
    "Check that it does not change what the figures are.",
    "“Blue team” above a table",
)  # fmt: skip
FILE_NAME = rule(
    "file-name", "warning",
    "The file is called “{file}”: “{words}” can mean that its figures are something else.",
    "Check that the figures are what happened, for each period by itself.",
    "“CSC targets 2026.xlsx”",
)  # fmt: skip
QUALIFIED_LINE = rule(
    "qualified-line", "query",
    "The column “{heading}” says “{text}”, at {cells}.",
    "Say whether the figures beside it are for everybody and what happened, or leave them out.",
    "A column “Type” that says “Actual” in one line and “Target” in the next",
)  # fmt: skip
QUALIFIED_TERM = rule(
    "qualified-term", "query",
    "“{text}” is a saved term for “{means}”, and says “{words}”, which can mean {kind}.",
    "Say why its figures are what the name alone stands for, or withdraw the saved term.",
    "“E08 Safeguarding referrals – target”, saved as a name of E08",
)  # fmt: skip
QUALIFIED_NOTE = rule(
    "qualified-note", "query",
    "A note (comment) in the file says “{text}”: “{words}” can mean {kind}. The figures were read "
    "without it.",
    "Say whether the note changes what the figures are. If it does, correct the figures.",
    "A note on a figure: “This is the target”",
)  # fmt: skip
