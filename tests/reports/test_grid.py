"""Rows on pages: nothing lost, nothing over the edge, signatures whole."""

from hypothesis import given
from hypothesis import strategies as st

from kamdesk.reports.blocks import Block, height_of, with_tail
from kamdesk.reports.grid import Cell, Row, paginate
from kamdesk.reports.kinsoku import Line, Run

FIRST, FOLLOWING = 600.0, 700.0


def lines(count, name="x", leading=15.0):
    return tuple(Line((Run(0, "f", 10, f"{name}{n}"),), leading, 10) for n in range(count))


def row(count, tail=0, **more):
    label = Cell(2, Block(lines(1, "label")), label=True)
    block = with_tail(lines(count), lines(tail, "tail"), minimum=40)
    return Row((label, Cell(10, block)), **more)


def height(page):
    return sum(each.height for each in page)


@given(
    st.lists(
        st.tuples(st.integers(0, 300), st.integers(0, 4), st.sampled_from([0.0, 1.0])),
        min_size=1,
        max_size=12,
    )
)
def test_no_line_is_lost_and_no_page_is_overfull(sizes):
    pages = paginate(
        [row(count, tail, stretch=stretch) for count, tail, stretch in sizes],
        first=FIRST,
        following=FOLLOWING,
    )
    blocks = [each.cells[1].block for page in pages for each in page]
    assert sum(len(block.lines) for block in blocks) == sum(count for count, _, _ in sizes)
    assert [len(block.tail) for block in blocks if block.tail] == [t for _, t, _ in sizes if t]
    assert all(page for page in pages)
    assert height(pages[0]) <= FIRST + 0.01
    assert all(height(page) <= FOLLOWING + 0.01 for page in pages[1:])


def test_a_small_row_moves_to_the_next_page_whole():
    pages = paginate([row(36), row(6, 2)], first=FIRST, following=FOLLOWING)
    assert [len(page) for page in pages] == [1, 1]
    assert pages[1][0].cells[1].block.tail == lines(2, "tail")


def test_a_signature_never_stands_alone_on_a_page():
    for count in range(30, 50):
        pages = paginate([row(count, 3)], first=FIRST, following=FOLLOWING)
        last = pages[-1][-1].cells[1].block
        assert last.lines
        assert last.tail


def test_a_label_is_repeated_where_its_row_goes_on():
    pages = paginate([row(200)], first=FIRST, following=FOLLOWING)
    assert len(pages) > 2
    assert {page[0].cells[0] for page in pages} == {row(1).cells[0]}


def test_room_left_on_a_page_goes_to_the_rows_that_stretch():
    page = paginate([row(1), row(1, stretch=1.0)], first=120, following=FOLLOWING)[0]
    assert page[0].extra == 0
    assert height(page) == 120


def test_an_endless_signature_may_break():
    block = with_tail(lines(1), lines(100, "tail"), minimum=0)
    assert block.tail == ()
    assert height_of(block.lines) == 101 * 15
