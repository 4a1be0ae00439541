"""A command starts fast: it imports what writes charts and documents only where it writes one."""

import subprocess
import sys

ONLY_WHERE_USED = {"altair", "docx", "openpyxl", "pptx", "scipy.linalg", "scipy.optimize"}


def test_the_command_line_imports_nothing_that_only_some_commands_need():
    script = "import dscp_data.cli, sys; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    ).stdout.split()
    assert "dscp_data.cli.templates" in loaded
    assert sorted(ONLY_WHERE_USED.intersection(loaded)) == []
