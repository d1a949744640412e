"""Back and forward."""

from kamdesk.ui.shell.visits import Visit, Visits


def test_back_and_forward():
    visits = Visits()
    for page in ("a", "b", "c"):
        visits.go(Visit(page))
    assert visits.step(-1) == Visit("b")
    assert visits.step(-1) == Visit("a")
    assert visits.step(-1) is None
    assert visits.step(1) == Visit("b")


def test_a_new_way_forgets_the_one_ahead():
    visits = Visits()
    for page in ("a", "b"):
        visits.go(Visit(page))
    visits.step(-1)
    visits.go(Visit("c"))
    assert visits.step(1) is None
    assert visits.step(-1) == Visit("a")


def test_the_same_place_twice_is_one_visit():
    visits = Visits()
    visits.go(Visit("a"))
    visits.go(Visit("a"))
    assert visits.step(-1) is None


def test_only_the_last_places_are_kept():
    visits = Visits()
    for number in range(200):
        visits.go(Visit(str(number)))
    steps = 0
    while visits.step(-1):
        steps += 1
    assert steps == 49
