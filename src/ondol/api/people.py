"""What the owner can call about people: who may ask, by which rules, with which keys."""

import secrets

from ondol.home.people import BUILT_IN, Key, Person, Rule
from ondol.things.command import Refused

from .call import Call
from .problem import ProblemError
from .schemas import (
    KeyGiven,
    KeyRequest,
    KeyView,
    MeView,
    PersonRequest,
    PersonView,
    RightsRequest,
    RuleView,
)
from .security import digest


async def me(call: Call) -> MeView:
    """Say who calls."""
    person = call.person
    return MeView(id=person.id, name=person.name, role=person.role)


async def people(call: Call) -> list[PersonView]:
    """Return everybody."""
    household = call.hub.household
    return [_view(person, household.keys(person.id)) for person in household.people()]


async def add(call: Call) -> PersonView:
    """Let somebody in."""
    asked = await call.body(PersonRequest)
    added = call.hub.household.add(
        name=asked.name,
        role=asked.role,
        rules=_rules(call, asked.rules),
        expires_at=asked.expires_at,
    )
    return _view(_checked(added), ())


async def change(call: Call) -> PersonView:
    """Give a person other rules."""
    asked = await call.body(RightsRequest)
    household, rules = call.hub.household, _rules(call, asked.rules)
    changed = _checked(household.change(call.named("id"), rules=rules, expires_at=asked.expires_at))
    return _view(changed, household.keys(changed.id))


async def remove(call: Call) -> None:
    """Take a person away, with all keys and schedules."""
    if not call.hub.household.remove(call.named("id")):
        raise ProblemError(404, "no such person", "nobody of this id can be taken away")


async def give_key(call: Call) -> KeyGiven:
    """Make a key for a person."""
    asked = await call.body(KeyRequest)
    token = secrets.token_urlsafe(32)
    given = call.hub.household.give(
        call.named("id"), digest(token), way=asked.way, label=asked.label
    )
    match given:
        case Key(id=key_id):
            return KeyGiven(id=key_id, token=token)
        case Refused():
            raise _problem(given)


async def take_key(call: Call) -> None:
    """Make a key open nothing any more."""
    if not call.hub.household.take_back(call.named("id")):
        raise ProblemError(404, "no such key", "it was taken back, or never made")


def _rules(call: Call, views: list[RuleView]) -> tuple[Rule, ...]:
    """Return rules.

    Raises:
        ProblemError: one names an area that this home does not have.
    """
    areas = call.hub.home().areas
    for number, view in enumerate(views):
        if unknown := [area for area in view.areas if area not in areas]:
            detail = f"rules.{number}.areas: no area {unknown[0]} in this home"
            raise ProblemError(422, "not understood", f"{detail}; there are {', '.join(areas)}")
    return tuple(
        Rule(
            allow=view.allow,
            types=tuple(view.types),
            areas=tuple(view.areas),
            ways=tuple(view.ways),
            start=view.start,
            end=view.end,
        )
        for view in views
    )


def _checked(made: Person | Refused) -> Person:
    match made:
        case Person():
            return made
        case Refused():
            raise _problem(made)


def _problem(refused: Refused) -> ProblemError:
    status = {"no_person": 404, "taken": 409}.get(refused.code, 422)
    title = {404: "no such person", 409: "there already"}.get(status, "not understood")
    return ProblemError(status, title, refused.reason)


def _view(person: Person, keys: tuple[Key, ...]) -> PersonView:
    return PersonView(
        id=person.id,
        name=person.name,
        role=person.role,
        rules=[
            RuleView(
                allow=rule.allow,
                types=list(rule.types),
                areas=list(rule.areas),
                ways=list(rule.ways),
                start=rule.start,
                end=rule.end,
            )
            for rule in person.rules
        ],
        expires_at=person.expires_at.isoformat() if person.expires_at is not None else None,
        keys=[
            KeyView(id=key.id, label=key.label, way=key.way, made_at=key.made_at.isoformat())
            for key in keys
        ],
        built_in=person.id in BUILT_IN,
    )
