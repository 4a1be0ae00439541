"""Rules of style that keep a change of a page cheap for the browser."""

import re

from dscp_ui.runtime.style import rules

# `:has` on any element, or on the whole app: each change of a page would have the browser compute
# the style of all that the change is in.
ON_ANYTHING = re.compile(r"(?:^|[\s{},>+~&]):(?:not\(:)?has\(")


def test_has_is_asked_of_named_elements_only():
    assert ON_ANYTHING.search("a { b: c } :has(> .d) { e: f }")
    assert ON_ANYTHING.search("&:not(:has(h1)) .d")
    assert not ON_ANYTHING.search(rules())
