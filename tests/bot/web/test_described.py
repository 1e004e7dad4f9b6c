"""The JSON interface against its own description, with questions that a generator makes up."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed")


def test_every_answer_is_as_described(address: str) -> None:
    description = schemathesis.openapi.from_url(f"{address}/api/openapi.json")
    operations = [found.ok() for found in description.get_all_operations()]
    assert len(operations) == 4
    for operation in operations:

        @given(case=operation.as_strategy())
        @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
        def ask(case: Any) -> None:
            case.call_and_validate()

        ask()


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "TRACE"])
def test_nothing_can_be_written(address: str, method: str) -> None:
    description = schemathesis.openapi.from_url(f"{address}/api/openapi.json")
    for found in description.get_all_operations():
        case = found.ok().Case(method=method, path_parameters={"name": "luke-cage"})
        response = case.call()
        assert (response.status_code, "GET" in response.headers["allow"][0]) == (405, True)
