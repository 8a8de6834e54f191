"""Makes the OpenAPI 3.1 document of the operations and their types."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from pydantic import TypeAdapter

from .schemas import Problem

_REF = "#/components/schemas/{model}"


class Operation(NamedTuple):
    """One thing that can be called; `body` and `answer` are types, or None."""

    method: str
    path: str
    summary: str
    body: Any
    answer: Any


def document(
    operations: Iterable[Operation], version: str, *, public: Sequence[Operation]
) -> dict[str, Any]:
    """Return the document; `public` operations need no token."""
    paths: dict[str, dict[str, Any]] = {}
    schemas: dict[str, Any] = {}
    problem = _content(Problem, schemas, "application/problem+json")
    for operation in operations:
        described: dict[str, Any] = {
            "summary": operation.summary,
            "responses": {"default": {"description": "a problem", "content": problem}},
        }
        if operation.answer is None:
            described["responses"]["204"] = {"description": "done"}
        else:
            answer = _content(operation.answer, schemas)
            described["responses"]["200"] = {"description": "the answer", "content": answer}
        if operation.body is not None:
            described["requestBody"] = {"content": _content(operation.body, schemas)}
        names = [part[1:-1] for part in operation.path.split("/") if part.startswith("{")]
        if names:
            described["parameters"] = [
                {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
                for name in names
            ]
        if operation in public:
            described["security"] = []
        paths.setdefault(operation.path, {})[operation.method.lower()] = described
    return {
        "openapi": "3.1.0",
        "info": {"title": "Ondol hub", "version": version},
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer"},
                "session": {"type": "apiKey", "in": "cookie", "name": "ondol_session"},
            },
        },
        "security": [{"token": []}, {"session": []}],
    }


def _content(
    type_: Any, schemas: dict[str, Any], media: str = "application/json"
) -> dict[str, Any]:
    schema = TypeAdapter(type_).json_schema(ref_template=_REF)
    schemas.update(schema.pop("$defs", {}))
    name = schema.get("title")
    if isinstance(type_, type) and name and schema.get("type") == "object" and name != "Dict":
        schemas[name] = schema
        schema = {"$ref": _REF.format(model=name)}
    return {media: {"schema": schema}}
