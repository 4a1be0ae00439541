import subprocess
import sys


def test_statistics_know_nothing_of_the_screen_or_the_store_and_load_lightly():
    script = "import dscp_data.statistics, sys; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    ).stdout.split()
    assert "dscp_data.statistics.xmr" in loaded
    assert not {"streamlit", "duckdb", "altair", "scipy.stats"} & set(loaded)
