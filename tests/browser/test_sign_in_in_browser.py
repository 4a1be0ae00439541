"""Signing in at a provider, in Chromium. No page may break its content security policy on the way
(`visitor`)."""

from dataclasses import replace

import pytest
from playwright.sync_api import expect

from tests.browser.driving import free_port
from tests.browser.signing_in import (
    ANN,
    EVE,
    dashboard,
    happened,
    provider,
    sign_in,
    sign_in_and_wait,
    visitor,
)

SIGN_IN = "Sign in to the dashboard"
PAGE = "/priority_two?indicator=E08"


@pytest.fixture(scope="module")
def metadata():
    with provider() as address:
        yield address


@pytest.fixture(scope="module")
def served(tmp_path_factory, metadata):
    """A dashboard, opened by a name of this computer: a provider needs https for any other."""
    port = free_port()
    opened_at = f"http://localhost:{port}"
    folder = tmp_path_factory.mktemp("served")
    with dashboard(folder, metadata, opened_at, PORT=str(port)) as started:
        yield replace(started, url=opened_at)


def test_somebody_signs_in_sees_the_page_they_asked_for_signs_out_and_sees_nothing(browser, served):
    with visitor(browser, served.url) as (context, page, _):
        sign_in_and_wait(page, "ann", PAGE)
        assert page.url == f"{served.url}{PAGE}"
        expect(page.get_by_text("Ann Other")).to_be_visible()
        page.get_by_role("button", name="Sign out").click()
        page.get_by_role("button", name="End session").click()
        expect(page.get_by_text("You are signed out.")).to_be_visible()
        for _ in range(3):
            page.go_back()
        expect(page.get_by_text("Ann Other")).to_have_count(0)
        page.goto(PAGE)
        expect(page.get_by_role("heading", name=SIGN_IN)).to_be_visible()
        assert context.request.get("/media/figures.xlsx").status == 401
    told = [one for one in happened(served.database) if one[0].startswith("signed")]
    assert told[-2:] == [("signed in", ANN), ("signed out", ANN)]


def test_two_people_are_distinguished_and_signing_out_closes_every_page_of_one(browser, served):
    with (
        visitor(browser, served.url) as (_, anns, _),
        visitor(browser, served.url) as (bobs_browser, bobs, _),
    ):
        sign_in_and_wait(anns, "ann", "/golden_threads")
        sign_in_and_wait(bobs, "bob")
        expect(anns.get_by_text("Ann Other")).to_be_visible()
        expect(bobs.get_by_text("do not have a role yet")).to_be_visible()
        expect(bobs.get_by_test_id("stTopNavLink")).to_have_count(0)
        elsewhere = bobs_browser.new_page()
        elsewhere.goto("/auth/logout")
        expect(bobs.get_by_role("heading", name=SIGN_IN)).to_be_visible()
        anns.get_by_role("link", name="Definitions").click()
        expect(anns.get_by_role("heading", name="Definitions")).to_be_visible()


def test_somebody_whose_address_is_not_verified_is_refused_with_a_reason(browser, served):
    with visitor(browser, served.url) as (context, page, _):
        sign_in(page, "eve")
        expect(page.get_by_text("You cannot sign in with this account")).to_be_visible()
        assert context.request.get("/media/figures.xlsx").status == 401
    assert happened(served.database)[-1] == ("sign-in refused", "not signed in")
    assert EVE not in str(happened(served.database))


def test_a_page_goes_away_when_its_sign_in_ends_and_comes_back_after_the_next(
    browser, metadata, tmp_path
):
    port = free_port()
    opened_at = f"http://localhost:{port}"
    with visitor(browser, opened_at) as (_, page, seen):
        with dashboard(tmp_path, metadata, opened_at, PORT=str(port)):
            sign_in_and_wait(page, "ann", PAGE)
        # Sign-ins end with the server; the next one lets them last for three seconds.
        brief = {"PORT": str(port), "DSCP_IDLE_MINUTES": "0.05"}
        with dashboard(tmp_path, metadata, opened_at, **brief):
            expect(page.get_by_role("heading", name=SIGN_IN)).to_be_visible()
            seen.complaints.clear()  # that the server was gone for a while
            sign_in_again(page)
            expect(page.get_by_text("You have been signed out, because")).to_be_visible()
            expect(page.get_by_text("Ann Other")).to_have_count(0)


def sign_in_again(page):
    """From the sign-in page, back to the page that was left."""
    page.get_by_role("link", name="Sign in").click()
    page.get_by_role("button", name="ann").click()
    page.wait_for_url(lambda url: url.endswith(PAGE), wait_until="commit")
