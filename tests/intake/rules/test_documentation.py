"""The page of rules says what the code says."""

from pathlib import Path

from dscp_data.intake.rules.documentation import all_rules, rules_page

PAGE = Path(__file__).parents[3] / "docs" / "rules.md"


def test_the_page_in_docs_is_the_one_that_the_rules_write() -> None:
    assert PAGE.read_text() == rules_page()


def test_the_page_has_a_line_for_each_rule() -> None:
    assert all(f"| `{rule.code}` |" in rules_page() for rule in all_rules())
