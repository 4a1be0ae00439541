"""Who uses the dashboard, as it is written beside what they do."""

LOCAL_PERSON = "local user"
