"""What several tests of the guard share: claims, a provider's settings, paths, and a clock."""


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self):
        self.now = 1_000.0

    def __call__(self):
        return self.now


STANDARD = {
    "iss": "https://login.example.org",
    "sub": "248289761001",
    "email": "Ann.Other@Durham.gov.uk",
    "email_verified": True,
    "name": "Ann  Other",
}
STREAM = "/_stcore/stream"
UPLOAD = "/_stcore/upload_file/session/file"
NOT_USED = (
    "/component/any/index.html",
    "/_stcore/metrics",
    "/_stcore/agent/interact",
    "/_stcore/whatever-comes-next",
)
GUARDED = ("/media/figures.xlsx", UPLOAD, *NOT_USED)
SECTION = {
    "redirect_uri": "https://dashboard.example.org/oauth2callback",
    "cookie_secret": "Jz3vVhWb7mV9Q1xYt5uR2kLp8sNc4dFg6aEe0BoT",
    "client_id": "dscp",
    "client_secret": "of the provider",
    "server_metadata_url": "https://login.example.org/tenant/.well-known/openid-configuration",
}
