"""The published description of the API."""

import json
import re
from typing import Any

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from ondol.api.handlers import OPERATIONS
from ondol.api.openapi import document
from ondol.api.schemas import MESSAGES
from ondol.home import wire
from ondol.home.plan import Plan

from .world import api


@pytest.fixture(scope="module")
def described() -> dict[str, Any]:
    read: dict[str, Any] = json.loads(json.dumps(document(OPERATIONS, "1.2.3")))
    return read


def test_the_document_is_openapi_3_1(described: dict[str, Any]) -> None:
    OpenAPIV31SpecValidator(described).validate()


def test_each_operation_is_in_it_once(described: dict[str, Any]) -> None:
    found = {
        (method.upper(), path)
        for path, operations in described["paths"].items()
        for method in operations
    }
    assert found == {
        ("GET", "/api/events"),
        *((operation.method, operation.path) for operation in OPERATIONS),
    }
    identifiers = re.findall(r'"operationId": "(\w+)"', json.dumps(described))
    assert len(identifiers) == len(set(identifiers)) == len(found)


def test_each_type_that_it_names_is_there(described: dict[str, Any]) -> None:
    named = set(re.findall(r"#/components/schemas/([\w-]+)", json.dumps(described)))
    assert named <= described["components"]["schemas"].keys()


def test_only_health_and_coming_in_need_no_token(described: dict[str, Any]) -> None:
    public = {
        (method, path)
        for path, operations in described["paths"].items()
        for method, operation in operations.items()
        if operation.get("security") == []
    }
    assert public == {
        ("get", "/api/health"),
        ("post", "/api/session"),
        ("post", "/api/headsets"),  # with a code
    }


def test_a_plan_is_described_as_it_is_written(described: dict[str, Any]) -> None:
    schemas = described["components"]["schemas"]
    assert schemas.keys() >= wire.schema(Plan)["$defs"].keys()
    answer = schemas["AnswerView"]["properties"]["plan"]
    assert answer["anyOf"][0] == {"$ref": "#/components/schemas/plan"}


def test_the_messages_of_the_websocket_are_described(described: dict[str, Any]) -> None:
    messages = described["paths"]["/api/events"]["get"]["x-messages"]["oneOf"]
    assert len(messages) == len(MESSAGES)


@pytest.mark.looptime
async def test_it_is_served_to_anybody(described: dict[str, Any]) -> None:
    async with api() as world:
        answer = await world.client(token=None).get("/openapi.json")
        assert answer.json() == described
