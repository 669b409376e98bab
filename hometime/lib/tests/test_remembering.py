"""While one page is read, a question is asked once; an act, and the next page, ask afresh."""

from hometime.lib.remembering import remember, remembered, remembering

asked = []


@remembered
def double(number, *others):
    asked.append(number)
    return number * 2


def setup_function():
    asked.clear()


def test_it_asks_once_for_the_same_thing():
    with remembering():
        assert [double(2), double(2), double(3)] == [4, 4, 6]
    assert asked == [2, 3]


def test_a_list_is_known_again():
    with remembering():
        assert double(2, [1, 2]) == double(2, [1, 2])
        double(2, [1, 3])
    assert asked == [2, 2]


def test_nothing_is_remembered_afterwards_or_elsewhere():
    double(2)
    with remembering():
        double(2)
    with remembering():
        double(2)
    assert asked == [2, 2, 2]


def test_an_answer_somebody_came_upon_is_not_asked_for():
    with remembering():
        remember(4, double, 2)
        assert [double(2), double(3)] == [4, 6]
    assert asked == [3]


def test_outside_a_page_nothing_is_kept_of_it():
    remember(5, double, 2)
    assert double(2) == 4
