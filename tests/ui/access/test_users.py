"""Giving, changing and ending roles on the page Users."""

from dscp_data.access import end_role, role_assignments
from dscp_ui import queries
from tests.ui.access.people import ANN, STEWARD
from tests.ui.pages import opened, text_of


def give(app, email, role, **own):
    app.text_input(key="role-email").set_value(email)
    app.selectbox(key="role-given").set_value(role).run()
    for name, ids in own.items():
        app.multiselect(key=f"role-{name}").set_value(ids)
    app.text_input(key="role-reason").set_value("Joined")
    app.button(key="role-give").click().run()
    assert not app.exception


def roles():
    return {one.email: (one.role, one.given_by) for one in role_assignments(queries.store())}


def test_a_steward_gives_changes_and_ends_roles(sign_in):
    sign_in("steward")
    app = opened("users")
    give(app, "Ben@Example.org", "manager", localities=["teesdale"])
    assert "ben@example.org is now manager." in text_of(app) + said(app)
    assert roles()["ben@example.org"] == ("manager", ANN)
    give(app, "ben@example.org", "viewer")
    app.selectbox(key="end-email").set_value("ben@example.org").run()
    app.button(key="role-end").click().run()
    assert "Enter a reason." in text_of(app)
    app.text_input(key="end-reason").set_value("Left")
    app.button(key="role-end").click().run()
    assert "ben@example.org" not in roles()
    ended = role_assignments(queries.store(), ended=True)
    assert [one.role for one in ended if one.email == "ben@example.org"] == ["manager", "viewer"]


def test_the_last_steward_cannot_be_ended_on_the_page(sign_in):
    sign_in("steward")
    end_role(queries.store(), STEWARD, by=ANN)
    app = opened("users")
    app.selectbox(key="end-email").set_value(ANN).run()
    app.text_input(key="end-reason").set_value("Left")
    app.button(key="role-end").click().run()
    assert "is the only steward" in text_of(app)
    assert list(roles()) == [ANN]


def said(app):
    return "\n".join(one.value for one in app.success)
