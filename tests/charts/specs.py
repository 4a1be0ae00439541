"""Questions that every spec is asked."""

from __future__ import annotations

import json
import re
from importlib.resources import files

import vl_convert
from jsonschema import Draft7Validator

from dscp_data.charts import standalone

# Altair checks each part of a spec again by itself: nine times as long for the same answer.
SCHEMA = Draft7Validator(
    json.loads(files("altair.vegalite.v6.schema").joinpath("vega-lite-schema.json").read_text())
)


def layers_of(spec):
    return spec["layer"] if "layer" in spec else spec["spec"]["layer"]


def marks_of(spec, kind):
    return [one for one in layers_of(spec) if one["mark"]["type"] == kind]


def legend_names(spec):
    """What the legend lists; empty where there is none."""
    for one in layers_of(spec):
        fill = one["encoding"].get("fill")
        if isinstance(fill, dict) and fill.get("legend"):
            return fill["scale"]["domain"]
    return []


def y_axis(spec):
    (axis,) = [one["encoding"]["y"] for one in layers_of(spec) if one["encoding"]["y"].get("axis")]
    return axis


def drawn_labels(drawn):
    """What the x axis names, from left to right, once Vega has drawn it."""
    svg = vl_convert.vegalite_to_svg(json.dumps(standalone(drawn, 900)))
    axis = re.search(r'role-axis-label"(.*?)</g>', svg, re.DOTALL)[1]
    placed = re.findall(r"translate\(([\d.]+),[^>]*>([^<]*)</text>", axis)
    return [text for _, text in sorted(placed, key=lambda one: float(one[0]))]


def fields_of(value):
    """Every field that a spec reads."""
    if isinstance(value, dict):
        here = [value["field"]] if isinstance(value.get("field"), str) else []
        return here + [f for part in value.values() for f in fields_of(part)]
    if isinstance(value, list):
        return [f for part in value for f in fields_of(part)]
    return []


def assert_sound(drawn):
    """The schema of Vega-Lite takes it, it has no data, and it reads only columns of the frame."""
    assert "data" not in json.dumps(drawn.spec).replace("datum", "")
    assert "$schema" not in drawn.spec
    rows = json.loads(drawn.frame.head(2).to_json(orient="records", date_format="iso"))
    SCHEMA.validate(drawn.spec | {"data": {"values": rows}})
    assert set(fields_of(drawn.spec)) <= set(drawn.frame.columns)
    assert drawn.spec["config"]["mark"]["tooltip"] is None  # or Streamlit shows raw fields
    assert drawn.spec["config"]["background"] == "transparent"
