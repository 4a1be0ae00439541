"""Panel and Dash over the same DuckDB file: what the pages of the dashboard are measured against.

Each runs in an environment of its own (requirements.txt) and has two pages: `minimal`, a chart with
its usual range, and `same`, with the facts, the localities and the strip of small charts that a
priority page of ours has. Answers of the database are remembered by both, as they are by ours, and
a chart that is there is given new rows instead of being made again where the library can do that.
"""
