"""The core of the dashboard, without its screen: intake, store, statistics, protection, charts."""

import pandas as pd

# Frames here are small and many. With Arrow's strings, meant for long columns, each step on one
# costs a third more, and gives way to other threads.
pd.options.mode.string_storage = "python"
