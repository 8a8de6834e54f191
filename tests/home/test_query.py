import pytest

from ondol.home.home import Home
from ondol.home.plan import Query, Test
from ondol.home.query import answer
from ondol.things.thing import Value

HOME = Home(
    id="집",
    state={
        "a": {"on": True, "temperature": 21.5},
        "b": {"on": False, "temperature": 27.0},
        "c": {"on": True, "temperature": None},
        "엄마": {"location": "집"},
        "아빠": {"location": "회사"},
        "Mom": {"location": "Home"},
        "cat": {"location": None},
    },
)
PEOPLE = ("엄마", "아빠", "Mom", "cat")
HERE, AWAY = Test(value="home"), Test(value="not_home")
NOT_HERE = Test(op="!=", value="home")
WARM = Test(op=">", value=25)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (Query(things=("a", "b"), attribute="on", ask="any"), True),
        (Query(things=("a", "b"), attribute="on", ask="all"), False),
        (Query(things=("a", "c"), attribute="on", ask="all"), True),
        (Query(things=(), attribute="on", ask="all"), False),
        (Query(things=("a", "b", "c"), attribute="on", ask="which"), ("a", "c")),
        (Query(things=("a", "b", "c"), attribute="on", ask="count"), 2),
        (Query(things=("a", "b", "c"), attribute="temperature", ask="which", test=WARM), ("b",)),
        (Query(things=("b", "c"), attribute="temperature", ask="all", test=WARM), False),
        (Query(things=("a",), attribute="temperature"), 21.5),
        (Query(things=("c",), attribute="temperature"), None),
        (Query(things=("gone",), attribute="temperature"), None),
        (Query(things=("a", "b"), attribute="temperature"), None),
        (Query(things=("b",), attribute="on", ask="any", test=Test(op="!=", value=True)), True),
        (Query(things=("엄마",), attribute="location", ask="any", test=HERE), True),
        (Query(things=PEOPLE, attribute="location", ask="which", test=HERE), ("엄마", "Mom")),
        (Query(things=PEOPLE, attribute="location", ask="which", test=AWAY), ("아빠",)),
        (Query(things=PEOPLE, attribute="location", ask="which", test=NOT_HERE), ("아빠",)),
        (Query(things=("엄마",), attribute="location"), "집"),
    ],
    ids=str,
)
def test_a_question_is_answered_from_what_is_reported(query: Query, expected: Value) -> None:
    answered = answer(query, HOME)
    assert answered.answer == expected
    assert type(answered.answer) is type(expected)
    assert tuple(answered.values) == query.things
