"""Text we could not recognise, with a choice for each, asked once for the agency."""

from __future__ import annotations

from collections.abc import Mapping as Dict
from collections.abc import Sequence

import streamlit as st

from dscp_data.access import commands
from dscp_data.intake.terms.term_mappings import choices
from dscp_data.model.clock import today
from dscp_data.model.mappings import TermMapping, TermMappings, UnrecognisedText
from dscp_data.model.returns import CheckedReturn
from dscp_data.model.text import join_list, pluralise
from dscp_data.store import StoreError, saved_mappings
from dscp_ui import queries
from dscp_ui.access import signed_in_user
from dscp_ui.runtime.markdown import escape_markdown
from dscp_ui.sections.returns.sheet_picture import show_pictures
from dscp_ui.sections.returns.uploaded_files import UploadedFile, check, chosen_sender

ASKED_AT_ONCE = 20
KINDS = {
    "column": "a column",
    "indicator": "the name of an indicator",
    "agency": "the name of an agency",
    "locality": "the name of a place",
    "period": "a period",
}


def show_unrecognised(sent: UploadedFile) -> None:
    checked, key = sent.checked, sent.key
    if not checked.unrecognised:
        st.success("We recognised everything in this file.")
        return
    asked = [*askable(checked), *names_under_guesses(sent)]
    if len(asked) < len(checked.unrecognised):
        st.info(
            "Choose the sender above so we know whose terms these are. You can then tell us what "
            "they mean."
        )
    if asked:
        cells = [(one.sheet, one.cell) for one in asked[:ASKED_AT_ONCE]]
        show_pictures(sent.content, checked.file, cells)
        show_questions(checked, asked[:ASKED_AT_ONCE], key)
    if len(asked) > ASKED_AT_ONCE:
        st.caption(f"There are {pluralise(len(asked) - ASKED_AT_ONCE, 'more term')} after these.")


def askable(checked: CheckedReturn) -> list[UnrecognisedText]:
    """The texts whose answer can be remembered for somebody. An agency's own name says for whom."""
    return [
        one
        for one in checked.unrecognised
        if checked.terms_agency or (one.kind == "agency" and not one.could_mean)
    ]


def names_under_guesses(sent: UploadedFile) -> list[UnrecognisedText]:
    """The names that would be asked about next, if each column is what we think it is: so that
    columns and names are one round."""
    checked = sent.checked
    guesses = [
        TermMapping(checked.terms_agency, one.kind, one.text, one.guess)
        for one in checked.unrecognised
        if checked.terms_agency and one.kind == "column" and one.guess
    ]
    if not guesses:
        return []
    mappings = TermMappings((*saved_mappings(queries.store()).held, *guesses))
    then = check(sent.content, checked.file, chosen_sender(), mappings, today())
    asked = {(one.kind, one.text) for one in checked.unrecognised}
    return [one for one in then.unrecognised if (one.kind, one.text) not in asked]


def show_questions(checked: CheckedReturn, asked: Sequence[UnrecognisedText], key: str) -> None:
    """The texts in one form: what is left blank stays as it is."""
    who = (
        queries.plan().agency(checked.terms_agency).short_name
        if checked.terms_agency
        else "the agency"
    )
    st.write(f"Tell us what these mean. We will remember your answers for {who}.")
    keys = {}
    with st.form(f"unplaced-{key}"):
        for one in asked:
            box = f"means-{key}-{one.kind}-{one.text}"
            keys[box] = one
            show_question(one, box)
        st.form_submit_button(
            f"Save for {who}",
            type="primary",
            on_click=save_answers,
            args=(keys, checked.terms_agency, key),
        )


def show_question(one: UnrecognisedText, key: str) -> None:
    left, right = st.columns([2, 3], vertical_alignment="center")
    place = escape_markdown(f"{one.sheet}!{one.cell}")
    left.markdown(
        f"**“{escape_markdown(one.text)}”**  \nis {KINDS[one.kind]} at {place}{below(one)}"
    )
    offered = choices(one, queries.plan())
    right.selectbox(
        f"What “{escape_markdown(one.text)}” means",
        list(offered),
        index=0 if one.kind == "column" and one.guess else None,
        format_func=lambda means: offered[means],
        placeholder=f"Suggested: {next(iter(offered.values()))}" if one.guess else "Choose",
        key=key,
    )
    if one.kind == "period":
        right.caption(f"{one.text} could be {join_list(one.could_mean)}.")


def below(one: UnrecognisedText) -> str:
    return f" above {escape_markdown(', '.join(one.sample))}" if one.sample else ""


def save_answers(asked: Dict[str, UnrecognisedText], writer: str | None, key: str) -> None:
    """Remember what was answered; the file is checked again with it at once."""
    answered = [
        TermMapping(writer or chosen[1], chosen[0], one.text, chosen[1])
        for box, one in asked.items()
        if (chosen := st.session_state.get(box))
    ]
    if not answered:
        st.error("Choose a meaning for at least one term.")
        return
    try:
        commands.save_mappings(queries.store(), signed_in_user.user(), answered)
    except StoreError as error:
        st.error(str(error))
        return
    st.session_state.pop(f"step-{key}", None)
