"""A few returns to accept, and everything that the store then shows."""

from dscp_data.store import accept
from tests.making import checked, concern, observation

PLACES = ("easington", "teesdale", "sedgefield")


def figures(store):
    """Everything that pages show, as plain text."""
    asked = store.query(
        "observations", indicators=None, agencies=None, localities=None, first=None, last=None,
        as_of=None,
    )  # fmt: skip
    concerns = store.query("concerns", as_of=None, localities=None)
    states = store.query("returns", as_of=None)[["id", "state"]]
    return asked.to_csv() + concerns.to_csv() + states.to_csv()


def take(store, number):
    content = f"file {number}".encode()
    lines = [observation(locality=place, numerator=float(number + 7)) for place in PLACES]
    made = checked(*lines, concerns=(concern(),), content=content)
    accept(store, made, content, by="analyst")
