"""The core cannot see the screen: no module of dscp_data brings Streamlit with it."""

import json
import pkgutil
import subprocess
import sys

import dscp_data

IMPORTER = """
import importlib, json, sys
brought = {}
for name in json.loads(sys.argv[1]):
    importlib.import_module(name)
    if "streamlit" in sys.modules:
        brought[name] = True
        for loaded in [m for m in sys.modules if m.partition(".")[0] in ("streamlit", "dscp_data")]:
            del sys.modules[loaded]
print(json.dumps(list(brought)))
"""


def modules_of_the_core() -> list[str]:
    found = pkgutil.walk_packages(dscp_data.__path__, "dscp_data.")
    return [module.name for module in found if not module.name.endswith("__main__")]


def modules_that_bring_streamlit(names: list[str]) -> list[str]:
    command = [sys.executable, "-c", IMPORTER, json.dumps(names)]
    return json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)


def test_no_module_of_the_core_brings_the_screen():
    names = modules_of_the_core()
    assert len(names) > 20
    assert modules_that_bring_streamlit(names) == []


def test_the_check_names_the_module_that_brings_it():
    assert modules_that_bring_streamlit(["json", "streamlit", "csv"]) == ["streamlit"]
