"""Whom the claims of a provider speak of. The forms of Entra ID's are those of its own reference
(learn.microsoft.com/entra/identity-platform/id-token-claims-reference)."""

import pytest

from dscp_ui.guard.identity import Identity, NotVerified, identity_of
from tests.guard.examples import STANDARD

TENANT = "11111111-2222-3333-4444-555555555555"
ENTRA = {
    "iss": f"https://login.microsoftonline.com/{TENANT}/v2.0",
    "tid": TENANT,
    "sub": "AAAAAAAAAAAAAAAAAAAAAIkzqFVrSaSaFHy782bbtaQ",
    "preferred_username": "ann.other@durham.gov.uk",
    "email": "director@durham.gov.uk",
    "name": "Ann Other",
}
ANN = Identity("ann.other@durham.gov.uk", "Ann Other")


def without(claims, name):
    return {key: value for key, value in claims.items() if key != name}


def test_a_verified_e_mail_is_who_somebody_is_whatever_its_case():
    assert identity_of(STANDARD) == ANN


@pytest.mark.parametrize("said", [False, None, "true", 1, "yes"])
def test_an_e_mail_that_is_not_verified_is_refused(said):
    with pytest.raises(NotVerified, match="has confirmed"):
        identity_of({**STANDARD, "email_verified": said})
    with pytest.raises(NotVerified, match="has confirmed"):
        identity_of(without(STANDARD, "email_verified"))


def test_of_entra_the_name_that_administrators_give_counts_and_not_the_e_mail():
    assert identity_of(ENTRA) == ANN
    with pytest.raises(NotVerified):
        identity_of(without(ENTRA, "preferred_username"))


def test_another_tenant_than_the_one_that_issued_it_is_refused():
    with pytest.raises(NotVerified, match="another organisation"):
        identity_of({**ENTRA, "tid": TENANT.replace("1", "9")})
    with pytest.raises(NotVerified, match="another organisation"):
        identity_of(without(ENTRA, "tid"))


@pytest.mark.parametrize(
    "issuer",
    [
        f"https://login.microsoftonline.com.evil.example/{TENANT}/v2.0",
        f"https://evil.example/?https://login.microsoftonline.com/{TENANT}/v2.0",
        f"http://login.microsoftonline.com/{TENANT}/v2.0",
        "",
    ],
)
def test_what_only_looks_like_entra_must_verify_the_e_mail_as_all_others(issuer):
    with pytest.raises(NotVerified, match="has confirmed"):
        identity_of({**ENTRA, "iss": issuer})


@pytest.mark.parametrize(
    "email",
    [
        "",
        "ann",
        "@durham.gov.uk",
        "ann@durham",
        "ann@a@durham.gov.uk",
        "ann\n@durham.gov.uk",
        "<b>@durham.gov.uk",
        "a" * 250 + "@d.uk",
        None,
        ["ann@durham.gov.uk"],
    ],
)
def test_what_is_no_e_mail_address_is_nobodys(email):
    with pytest.raises(NotVerified, match="no usable email address"):
        identity_of({**STANDARD, "email": email})


@pytest.mark.parametrize("name", ["", "  ", None, 7])
def test_somebody_without_a_name_is_called_by_their_address(name):
    assert identity_of({**STANDARD, "name": name}).name == ANN.email
