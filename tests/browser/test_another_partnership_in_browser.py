"""A partnership with a plan of its own starts the dashboard, and sees its own pages."""

from playwright.sync_api import expect

from tests.browser.driving import go_to, open_page, running, watch
from tests.partnership.invented import FORM, PLACES, fill, plan_in_use

# Where the last entry of the bar that can be seen ends, and where the search box begins.
ENDS = """() => {
    const bar = document.querySelector('[data-testid="stTopNav"]')
    const seen = [...bar.querySelectorAll('a, button')].filter((one) => !one.closest('[inert]'))
    const search = document.querySelector('.st-key-search-line input').getBoundingClientRect()
    return {pages: Math.max(...seen.map((one) => one.getBoundingClientRect().right)),
            search: search.left}
}"""


def test_another_partnership_finds_its_priorities_and_its_localities(browser, tmp_path):
    with plan_in_use(tmp_path / "plan"):
        fill(tmp_path / "dscp.duckdb")
        plan = str(tmp_path / "plan")
        with running(tmp_path / "dscp.duckdb", DSCP_PLAN=plan) as server:
            page = browser.new_page(base_url=server.url, viewport={"width": 1366, "height": 768})
            watched = watch(page, server.url)
            open_page(page, "/")
            expect(page).to_have_title(f"Overview – {FORM.short_name} dashboard")
            go_to(page, FORM.priorities[4].title)
            expect(page.get_by_text("Tîm newydd").first).to_be_visible()
            assert page.evaluate(ENDS)["pages"] < page.evaluate(ENDS)["search"]
            go_to(page, "Definitions")
            expect(page).to_have_title(f"Definitions – {FORM.short_name} dashboard")
            open_page(page, "/priority_two?indicator=N03")
            expect(page.get_by_text(PLACES[-1]).first).to_be_attached()
            open_page(page, "/priority_two?indicator=N03&view=By+locality")
            expect(page.locator(".series li")).to_have_count(len(PLACES))
            charts = page.locator("[class*=st-key-multiples]").get_by_test_id("stVegaLiteChart")
            expect(charts).to_have_count(0)
            page.close()
    assert watched.complaints == []
