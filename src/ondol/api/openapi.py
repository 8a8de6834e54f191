"""Makes the OpenAPI 3.1 document of the operations and their types; nothing is written twice.

https://spec.openapis.org/oas/v3.1.1.html; WebSocket messages, which it does not know, stand under
`x-messages`.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Literal

from pydantic import BaseModel, TypeAdapter

from ondol.home import wire
from ondol.home.plan import Plan

from .schemas import MESSAGES, Message, Problem
from .security import COOKIE

EVENTS = "/api/events"
LINES = "application/x-ndjson"
_REF = "#/components/schemas/{model}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One thing that can be called.

    Attributes:
        path: with the names of its parameters in braces.
        query, body: types of what is sent. answer: type of what comes back; None: nothing.
        lines: type of each line that comes back to those who accept `LINES` instead.
        problems: statuses that it answers with, beside those that all have.
        is_public: needs no token.
        for_: who may call it, by role: anybody who is known, adults of the home, or its owner.
        is_administration: says who and what belongs to the home, as all that is the owner's does;
            no headset may call it.
    """

    method: str
    path: str
    summary: str
    query: type[BaseModel] | None = None
    body: type[BaseModel] | None = None
    answer: Any = None
    lines: Any = None
    problems: tuple[int, ...] = ()
    is_public: bool = False
    for_: Literal["all", "adults", "owner"] = "all"
    is_administration: bool = False

    @property
    def statuses(self) -> tuple[int, ...]:
        """Every status of a problem that it may answer with."""
        common = (403, 413, 421) if self.method != "GET" else (421,)
        narrow = (403,) if self.for_ != "all" or self.is_administration else ()
        own = () if self.is_public else (401, 429)
        bad = (422,) if self.body is not None or self.query is not None else ()
        return tuple(sorted({*common, *narrow, *own, *bad, *self.problems}))


def document(operations: Iterable[Operation], version: str) -> dict[str, Any]:
    """Return the document."""
    operations = tuple(operations)
    schemas = _schemas(operations)
    paths: dict[str, dict[str, Any]] = {}
    for operation in operations:
        described = _operation(operation, schemas.of)
        paths.setdefault(operation.path, {})[operation.method.lower()] = described
    paths[EVENTS] = {"get": _events(schemas.of)}
    return {
        "openapi": "3.1.1",
        "info": {
            "title": "Ondol hub",
            "version": version,
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "security": [{"token": []}, {"session": []}],
        "paths": paths,
        "components": {
            "schemas": schemas.named,
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer"},
                "session": {"type": "apiKey", "in": "cookie", "name": COOKIE},
            },
        },
    }


def _operation(operation: Operation, schema_of: Mapping[Any, Any]) -> dict[str, Any]:
    problem = {"application/problem+json": {"schema": schema_of[Problem]}}
    answers: dict[str, Any] = {
        str(status): {"description": HTTPStatus(status).phrase, "content": problem}
        for status in operation.statuses
    }
    if operation.answer is None:
        answers["204"] = {"description": "Done"}
    else:
        content = {"application/json": {"schema": schema_of[operation.answer]}}
        if operation.lines is not None:
            content[LINES] = {"schema": schema_of[operation.lines]}
        answers["200"] = {"description": "The answer", "content": content}
    described: dict[str, Any] = {
        "operationId": _identifier(operation),
        "summary": operation.summary,
        "responses": dict(sorted(answers.items())),
    }
    parameters = [*_in_path(operation.path), *_in_query(operation.query)]
    if parameters:
        described["parameters"] = parameters
    if operation.body is not None:
        content = {"application/json": {"schema": schema_of[operation.body]}}
        described["requestBody"] = {"required": True, "content": content}
    if operation.is_public:
        described["security"] = []
    return described


def _identifier(operation: Operation) -> str:
    words = re.findall(r"[a-z]+", operation.path.removeprefix("/api").replace("{", "by_"))
    return "_".join((operation.method.lower(), *words))


def _in_path(path: str) -> list[dict[str, Any]]:
    return [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
        for name in re.findall(r"{(\w+)}", path)
    ]


def _in_query(query: type[BaseModel] | None) -> list[dict[str, Any]]:
    known = query.model_json_schema()["properties"] if query is not None else {}
    return [{"name": name, "in": "query", "schema": schema} for name, schema in known.items()]


def _events(schema_of: Mapping[Any, Any]) -> dict[str, Any]:
    return {
        "operationId": "get_events",
        "summary": "A WebSocket that says what happens, beginning with the whole home",
        "responses": {
            "101": {"description": "Messages are JSON texts, each of one of `x-messages`"},
            "403": {"description": "A page of another origin"},
        },
        "x-messages": {"oneOf": [schema_of[message] for message in MESSAGES]},
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class _Schemas:
    """Schemas by type, and those among them that have a name."""

    of: Mapping[Any, Any]
    named: Mapping[str, Any]


def _schemas(operations: tuple[Operation, ...]) -> _Schemas:
    bodies = [operation.body for operation in operations if operation.body is not None]
    answers = [operation.answer for operation in operations if operation.answer is not None]
    answers += [operation.lines for operation in operations if operation.lines is not None]
    asked = [(type_, "validation", TypeAdapter(type_)) for type_ in dict.fromkeys(bodies)]
    answered = [
        (repr(type_), "serialization", TypeAdapter(type_))
        for type_ in [*answers, Problem, Message, *MESSAGES]
    ]
    by_type, definitions = TypeAdapter.json_schemas(
        [*asked, *answered],  # type: ignore[list-item]
        ref_template=_REF,
    )
    of = {key: schema for (key, _), schema in by_type.items()}
    return _Schemas(
        of={
            **{type_: of[type_] for type_ in bodies},
            **{type_: of[repr(type_)] for type_ in [*answers, Problem, *MESSAGES]},
        },
        named={**definitions["$defs"], **_plan()},
    )


def _plan() -> dict[str, Any]:
    """Return the schemas of a plan and its parts, by kind."""
    definitions: dict[str, Any] = _moved(wire.schema(Plan)["$defs"])
    return definitions


def _moved(schema: Any) -> Any:
    match schema:
        case {"$ref": str(ref)}:
            return {"$ref": _REF.format(model=ref.rpartition("/")[2])}
        case dict():
            return {name: _moved(inner) for name, inner in schema.items()}
        case list():
            return [_moved(inner) for inner in schema]
        case _:
            return schema
