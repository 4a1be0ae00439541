"""Labels of scattered points: none on another, none on a point, all inside the plot."""

from hypothesis import given
from hypothesis import strategies as st

from dscp_data.charts.label_placement import Box, Placed, box_around, box_of, inside, placed

WIDTH, HEIGHT = 430.0, 280.0
spots = st.lists(
    st.tuples(st.floats(0, WIDTH), st.floats(0, HEIGHT), st.integers(4, 24)), max_size=16
)


def boxes(points, texts, places):
    return [
        box_of(x, y, text, place)
        for (x, y), text, place in zip(points, texts, places, strict=True)
        if place
    ]


@given(spots)
def test_no_text_meets_a_text_or_a_point(drawn):
    points, texts = [(x, y) for x, y, _ in drawn], ["m" * long for *_, long in drawn]
    held = boxes(points, texts, placed(points, texts, WIDTH, HEIGHT))
    for number, box in enumerate(held):
        assert inside(box, WIDTH, HEIGHT)
        assert not any(box.meets(other) for other in held[number + 1 :])
        assert not any(box.meets(box_around(x, y)) for x, y in points)


def test_a_lone_text_is_to_the_right_of_its_point():
    assert placed([(100, 100)], ["Easington"], WIDTH, HEIGHT) == [Placed("right", 0)]


def test_a_text_at_the_edge_is_to_the_left():
    assert placed([(420, 100)], ["Easington"], WIDTH, HEIGHT) == [Placed("left", 0)]


def test_a_text_goes_round_a_line():
    across = [Box(0, 99, WIDTH, 101)]
    (place,) = placed([(100, 100)], ["Easington"], WIDTH, HEIGHT, across)
    assert not box_of(100, 100, "Easington", place).meets(across[0])


def test_where_there_is_no_room_a_text_is_left_away():
    assert placed([(5, 5)], ["Easington"], 20, 20) == [None]
