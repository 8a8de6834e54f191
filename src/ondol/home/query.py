"""Questions about what things report, answered from the state. Pure."""

from ondol.things.thing import Value

from .home import Home
from .plan import Query, Test
from .result import Answered


def answer(query: Query, home: Home) -> Answered:
    """Answer a question; what a thing does not report meets no test.

    Without a test, "any", "all", "which" and "count" ask whether the value is true.

    >>> home = Home(id="집", state={"등": {"on": True}, "스탠드": {"on": False}})
    >>> answer(Query(things=("등", "스탠드"), attribute="on", ask="which"), home).answer
    ('등',)
    """
    values = {thing: home.state.get(thing, {}).get(query.attribute) for thing in query.things}
    return Answered(query=query, values=values, answer=_answer(query, values))


def _answer(query: Query, values: dict[str, Value]) -> Value:
    test = query.test or Test(value=True)
    held = tuple(thing for thing, value in values.items() if test.holds(value))
    match query.ask:
        case "any":
            return bool(held)
        case "all":
            return bool(values) and len(held) == len(values)
        case "which":
            return held
        case "count":
            return len(held)
        case "value":
            return next(iter(values.values())) if len(values) == 1 else None
