"""An evidence log and a reform plan from a return."""

import pytest

from dscp_data.model.returns import Action, Evidence


@pytest.fixture
def send(take_in):
    """Accept a return with lines of evidence or milestones; each call is a new file."""

    def lines(*of):
        return take_in(
            evidence=tuple(one for one in of if isinstance(one, Evidence)),
            actions=tuple(one for one in of if isinstance(one, Action)),
        )

    return lines
