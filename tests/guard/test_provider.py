import tomllib

import pytest

from dscp_ui.guard import provider as providers
from dscp_ui.guard.new_secrets import write_new_secrets
from dscp_ui.guard.provider import (
    UnsafeConfiguration,
    auth_section,
    problems,
    provider,
    provider_in,
)
from dscp_ui.guard.proxies import proxies_set
from tests.guard.examples import SECTION


@pytest.fixture
def written(tmp_path, monkeypatch):
    """A secrets file that the environment names, with what is given in it."""

    def write(text):
        path = tmp_path / "secrets.toml"
        path.write_text(text, encoding="utf-8")
        monkeypatch.setenv("DSCP_SECRETS_FILE", str(path))
        provider.cache_clear()
        return path

    yield write
    provider.cache_clear()


def in_toml(section):
    lines = [f'{key} = "{value}"' for key, value in section.items()]
    return "\n".join(["[auth]", *lines])


def test_a_whole_section_is_a_provider_for_the_name_people_open(written):
    written(in_toml(SECTION))
    found = provider()
    assert (found.host, found.is_secure) == ("dashboard.example.org", True)
    assert found.secrets == {"auth": SECTION}
    assert SECTION["cookie_secret"] not in repr(found)


def test_no_file_is_no_provider(monkeypatch, tmp_path):
    monkeypatch.delenv("DSCP_SECRETS_FILE", raising=False)
    monkeypatch.setattr(providers, "ROOT", tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert providers.secrets_file() is None


def test_the_places_that_streamlit_documents_are_read_too(monkeypatch, tmp_path):
    monkeypatch.delenv("DSCP_SECRETS_FILE", raising=False)
    monkeypatch.setattr(providers, "ROOT", tmp_path)
    path = tmp_path / ".streamlit" / "secrets.toml"
    path.parent.mkdir()
    path.write_text(in_toml(SECTION), encoding="utf-8")
    assert providers.secrets_file() == path
    path.write_text("[other]\nkey = 1", encoding="utf-8")
    assert auth_section(path) is None


def test_a_file_that_is_named_must_be_there_and_speak_of_sign_in(written):
    path = written("[other]\nkey = 1")
    with pytest.raises(
        UnsafeConfiguration, match=r"which DSCP_SECRETS_FILE names, has no \[auth\] section"
    ):
        provider()
    path.write_text("auth = [", encoding="utf-8")
    with pytest.raises(UnsafeConfiguration, match="is no TOML file"):
        provider()
    path.unlink()
    with pytest.raises(UnsafeConfiguration, match="cannot be read: no such file or directory"):
        provider()


@pytest.mark.parametrize("key", SECTION)
@pytest.mark.parametrize("value", [None, "", 7])
def test_a_setting_of_the_sign_in_that_is_missing_or_no_text_is_refused(key, value):
    with pytest.raises(
        UnsafeConfiguration, match=f"it has no {key}. It needs redirect_uri, cookie_secret"
    ):
        provider_in({**SECTION, key: value}, "secrets.toml")


@pytest.mark.parametrize("secret", ["short", "a" * 64, "ab" * 40, "x" * 31])
def test_a_cookie_secret_that_could_be_guessed_is_refused(secret):
    (said,) = problems({**SECTION, "cookie_secret": secret})
    assert "cookie_secret could be guessed" in said
    assert secret not in said


@pytest.mark.parametrize("key", ["redirect_uri", "server_metadata_url"])
@pytest.mark.parametrize(
    "address",
    [
        "http://dashboard.example.org/oauth2callback",
        "http://localhost.evil.example/oauth2callback",
        "ftp://localhost/oauth2callback",
        "//dashboard.example.org/oauth2callback",
        "https:///oauth2callback",
        "https://dashboard.example.org:port/oauth2callback",
    ],
)
def test_an_address_that_others_could_listen_to_is_refused(key, address):
    (said, *_) = problems({**SECTION, key: address})
    assert said == f"{key} must begin with https://, or be of this computer (localhost)."


@pytest.mark.parametrize("host", ["localhost:8501", "127.0.0.1:8501", "[::1]:8501", "localhost"])
def test_this_computer_needs_no_https(host):
    section = {**SECTION, "redirect_uri": f"http://{host}/oauth2callback"}
    assert problems(section) == []
    assert not provider_in(section, "secrets.toml").is_secure


@pytest.mark.parametrize("path", ["", "/", "/dashboard/oauth2callback", "/oauth2callback/"])
def test_people_must_come_back_to_where_they_are_let_in(path):
    section = {**SECTION, "redirect_uri": f"https://dashboard.example.org{path}"}
    assert problems(section) == [
        "redirect_uri must end in /oauth2callback, directly after the dashboard's name."
    ]


@pytest.mark.parametrize("tenant", ["common", "organizations", "consumers"])
def test_a_tenant_that_anybody_belongs_to_is_refused(tenant):
    address = f"https://login.microsoftonline.com/{tenant}/v2.0/.well-known/openid-configuration"
    (said,) = problems({**SECTION, "server_metadata_url": address})
    assert "lets anybody sign in" in said


def test_the_example_of_the_deployment_is_refused_until_it_is_filled_in():
    text = (providers.ROOT / "deploy" / "secrets.toml.example").read_text(encoding="utf-8")
    section = tomllib.loads(text)["auth"]
    assert set(SECTION) <= set(section)
    assert any("cookie_secret" in said for said in problems(section))


def test_new_secrets_lack_only_what_the_provider_says(tmp_path):
    made = [tmp_path / "one.toml", tmp_path / "two.toml"]
    for path in made:
        assert str(path) in write_new_secrets(path)
    first, second = (tomllib.loads(path.read_text(encoding="utf-8"))["auth"] for path in made)
    assert first["cookie_secret"] != second["cookie_secret"]
    said = {"client_id": "of ours", "client_secret": "of theirs"}
    (blank,) = problems({**first, **said})
    assert blank.startswith("server_metadata_url must begin with https://")
    assert problems({**first, **said, "server_metadata_url": SECTION["server_metadata_url"]}) == []
    assert problems(first) == [
        "it has no client_id. It needs redirect_uri, cookie_secret, client_id, client_secret and "
        "server_metadata_url."
    ]
    assert {path.stat().st_mode & 0o777 for path in made} == {0o600}


def test_secrets_are_written_over_nothing_and_nowhere_in_the_project(tmp_path):
    path = tmp_path / "secrets.toml"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(UnsafeConfiguration, match="file exists"):
        write_new_secrets(path)
    assert path.read_text(encoding="utf-8") == "mine"
    inside = providers.ROOT / ".streamlit" / "secrets.toml"
    with pytest.raises(UnsafeConfiguration, match="in the folder of the dashboard"):
        write_new_secrets(inside)
    assert not inside.exists()


@pytest.mark.parametrize(
    ("said", "means"),
    [("", ["127.0.0.1", "::1"]), ("10.0.0.7, 10.0.1.0/24", ["10.0.0.7", "10.0.1.0/24"])],
)
def test_the_web_server_in_front_is_believed(monkeypatch, said, means):
    monkeypatch.setenv("DSCP_PROXIES", said)
    assert proxies_set() == means


@pytest.mark.parametrize("said", ["*", "0.0.0.0/0", "::/0", "proxy", "127.0.0.1 *"])
def test_nobody_is_believed_from_everywhere(monkeypatch, said):
    monkeypatch.setenv("DSCP_PROXIES", said)
    with pytest.raises(UnsafeConfiguration, match="which is no address of a web server"):
        proxies_set()
