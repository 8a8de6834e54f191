"""Answers questions about what things report. Pure."""

from ondol.things.thing import Value

from .home import Home
from .plan import Query, Test


def answer(query: Query, home: Home) -> Value:
    """Return what a question comes to on the reported state.

    `which` gives ids in the question's order; `any` and `all` a bool; `count` a number; `value` the
    only thing's value, or ids and values are left to the caller (None) where there are several. A
    question with a test about one value is answered by whether it holds.
    """
    values = {thing: home.state.get(thing, {}).get(query.attribute) for thing in query.things}
    test = query.test or Test(value=True)
    holding = tuple(thing for thing, value in values.items() if test.holds(value))
    match query.ask:
        case "which":
            return holding
        case "count":
            return len(holding)
        case "any":
            return bool(holding)
        case "all":
            return len(holding) == len(query.things)
        case "value":
            return next(iter(values.values())) if len(values) == 1 else None
