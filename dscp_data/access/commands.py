"""Commands that change data. Each checks the user's permission and is recorded under their name.

Pages change data only through these, so that none can forget to check permission. The command line
is for those who have the database file, and checks none.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from dscp_data.access import roles
from dscp_data.access.authorisation import require
from dscp_data.access.user import User
from dscp_data.model.clock import utc_now
from dscp_data.model.mappings import TermMapping
from dscp_data.model.returns import CheckedReturn, QueryAnswer
from dscp_data.model.settings import NewSetting
from dscp_data.records.typed_text import check_typed
from dscp_data.settings import settings
from dscp_data.store import Preview, Receipt, Store, retention
from dscp_data.store.event_log.return_events import record_check
from dscp_data.store.records import reminders
from dscp_data.store.records import term_mappings as mappings
from dscp_data.store.returns import accept as accepting
from dscp_data.store.returns import refusals
from dscp_data.store.returns.waiting import WaitingReturn, waiting_return


def note_check(store: Store, user: User, checked: CheckedReturn) -> None:
    """Put on record that a file was checked, or refused."""
    require(store, user, "check-returns")
    if checked.refused:
        refusals.record_refusal(store, checked, utc_now(), by=user.signature)
    else:
        record_check(store, checked, by=user.signature)


def accept(
    store: Store,
    user: User,
    checked: CheckedReturn,
    original: bytes,
    answers: Sequence[QueryAnswer],
    change: Preview | None = None,
    note: str = "",
) -> Receipt:
    """Accept a return. It may hold figures of nobody but the agencies that the person acts for.

    `change` is the preview of the file, where it is at hand.
    """
    require(store, user, "accept-returns", agencies_in(checked))
    receipt = accepting.accept(
        store, checked, original, by=user.signature, change=change, answers=answers, note=note
    )
    store.waiting.delete(user.signature, checked.sha256)
    return receipt


def save_waiting(
    store: Store, user: User, checked: CheckedReturn, content: bytes, sender: str | None
) -> None:
    """Save an uploaded file for its owner until they accept or remove it. `sender` is the agency
    that they chose, if any."""
    require(store, user, "check-returns")
    one = waiting_return(checked, content, sender, utc_now())
    store.waiting.add(user.signature, one)


def waiting_returns(store: Store, user: User) -> list[WaitingReturn]:
    """The files that a person uploaded themselves and has neither accepted nor removed."""
    require(store, user, "check-returns")
    store.waiting.delete_expired(utc_now())
    return store.waiting.of(user.signature)


def drop_waiting(store: Store, user: User, sha256: str) -> None:
    require(store, user, "check-returns")
    store.waiting.delete(user.signature, sha256)


def record_reminders(store: Store, user: User, agencies: Sequence[str]) -> None:
    require(store, user, "check-returns")
    reminders.record_reminders(store, agencies, by=user.signature)


def withdraw(store: Store, user: User, return_id: int, reason: str) -> None:
    require(store, user, "withdraw-returns", agencies_of(store, return_id))
    accepting.withdraw(store, return_id, by=user.signature, reason=reason)


def put_back(store: Store, user: User, return_id: int, reason: str) -> None:
    require(store, user, "withdraw-returns", agencies_of(store, return_id))
    accepting.restore(store, return_id, by=user.signature, reason=reason)


def save_mappings(store: Store, user: User, terms: Sequence[TermMapping]) -> None:
    require(store, user, "edit-meanings", sorted({one.agency for one in terms}))
    mappings.save_mappings(store, terms, by=user.signature)


def end_mapping(store: Store, user: User, mapping_id: int) -> None:
    require(store, user, "edit-meanings", mappings.agencies_of_mapping(store, mapping_id))
    mappings.end_mapping(store, mapping_id, by=user.signature)


def save_setting(store: Store, user: User, setting: NewSetting, by: str, reason: str) -> None:
    """`by` names the person where nobody signs in. A note that may name a person needs the reason
    to say why it does not."""
    require(store, user, "edit-settings")
    check_typed([setting.text], reason)
    settings.save_setting(store, setting, by=user.email or by, reason=reason)


def end_setting(
    store: Store, user: User, id: int, last_day: date | None, by: str, reason: str
) -> None:
    """`by` names the person where nobody signs in."""
    require(store, user, "edit-settings")
    settings.end_setting(store, id, last_day=last_day, by=user.email or by, reason=reason)


def give_role(
    store: Store,
    user: User,
    email: str,
    role: str,
    agencies: Collection[str],
    localities: Collection[str],
    reason: str,
) -> None:
    require(store, user, "manage-users")
    roles.give_role(
        store,
        email,
        role,
        agencies=agencies,
        localities=localities,
        by=user.signature,
        reason=reason,
    )


def end_role(store: Store, user: User, email: str, reason: str) -> None:
    require(store, user, "manage-users")
    roles.end_role(store, email, by=user.signature, reason=reason)
    store.waiting.delete_all(email)
    store.drafts.delete_all(email)


def apply_retention(store: Store, user: User, digest: str) -> retention.RetentionList:
    """Delete what is in the list with that digest."""
    require(store, user, "run-retention")
    return retention.apply_retention(store, digest, by=user.signature, now=utc_now())


def agencies_in(checked: CheckedReturn) -> list[str]:
    """Whose figures a file has, and who sent it."""
    agencies = {observation.agency for observation in checked.observations}
    return sorted(agencies | sender(checked.agency))


def agencies_of(store: Store, return_id: int) -> list[str]:
    """Whose figures a return has, and who sent it."""
    return [*store.query("agencies_of_return", return_id=return_id)["agency"]]


def sender(agency: str | None) -> set[str]:
    return {agency} if agency else set()
