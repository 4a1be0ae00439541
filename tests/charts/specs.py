"""Questions that every spec is asked."""

from __future__ import annotations

import json

import altair as alt


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


def fields_of(value):
    """Every field that a spec reads."""
    if isinstance(value, dict):
        here = [value["field"]] if isinstance(value.get("field"), str) else []
        return here + [f for part in value.values() for f in fields_of(part)]
    if isinstance(value, list):
        return [f for part in value for f in fields_of(part)]
    return []


def assert_sound(drawn):
    """Altair's schema takes it, it holds no data, it reads only columns that the frame has."""
    assert "data" not in json.dumps(drawn.spec).replace("datum", "")
    assert "$schema" not in drawn.spec
    rows = json.loads(drawn.frame.head(2).to_json(orient="records", date_format="iso"))
    alt.Chart.from_dict(drawn.spec | {"data": {"values": rows}}, validate=True)
    assert set(fields_of(drawn.spec)) <= set(drawn.frame.columns)
    assert drawn.spec["config"]["mark"]["tooltip"] is None  # or Streamlit shows raw fields
    assert drawn.spec["config"]["background"] == "transparent"
