"""The people who sign in, and what is assigned to their roles."""

ANN, STEWARD = "ann@example.org", "steward@example.org"
OWN = {"manager": {"localities": ["easington"]}, "analyst": {"agencies": ["tewv"]}}
