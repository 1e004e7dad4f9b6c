"""The table as JSON, as another program meets it."""

import json
from urllib.parse import quote

import jsonschema_rs
import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient

from schedules import Article

Client = TestClient[web.Request, web.Application]


async def test_a_list_comes_in_pages(client: Client) -> None:
    path: str | None = "/api/premieres?state=all&limit=2"
    items = []
    while path:
        content = await (await client.get(path)).json()
        items += content["items"]
        assert len(content["items"]) <= 2
        path = content["next"]
    assert len(items) == content["total"]
    whole = await (await client.get("/api/premieres?state=all")).json()
    assert whole["items"] == items
    ahead = await (await client.get("/api/premieres?show=luke%20cage")).json()
    assert [(item["season"], item["date"]) for item in ahead["items"]] == [(1, "2016-09-30"), (2, "2018-22")]


async def test_a_show_comes_with_its_reasons(client: Client, articles: tuple[Article, ...]) -> None:
    by_slug = await (await client.get("/api/shows/luke-cage")).json()
    by_alias = await (await client.get("/api/shows/" + quote("Marvel's Luke Cage"))).json()
    assert by_slug == by_alias
    [first] = [premiere for premiere in by_slug["premieres"] if premiere["season"] == 1]
    assert first["reasons"][0]["claim"]["evidence"] == articles[0].text


@pytest.mark.parametrize(
    ("path", "status", "says"),
    [
        ("/api/shows/luke%20caje", 404, "did you mean Luke Cage?"),
        ("/api/premieres?show=nobody", 404, "No show called 'nobody'"),
        ("/api/premieres?limit=0", 400, "limit is a whole number from 1 to 500."),
        ("/api/premieres?offset=x", 400, "offset is a whole number"),
        ("/api/premieres?state=gone", 400, "state is one of"),
        ("/api/changes?lmit=3", 400, "There is no parameter 'lmit'"),
        ("/api/changes?limit=3&limit=4", 400, "Give limit once."),
        ("/api/nothing", 404, "There is nothing at this address."),
    ],
)
async def test_a_wrong_question_gets_a_sentence(client: Client, path: str, status: int, says: str) -> None:
    response = await client.get(path)
    assert response.status == status
    assert says in (await response.json())["error"]


async def test_other_sites_may_read_the_data_and_nobody_may_write(client: Client) -> None:
    response = await client.get("/api/premieres", headers={"Origin": "https://elsewhere.example"})
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    asked = await client.options("/api/premieres", headers={"Access-Control-Request-Method": "GET"})
    assert (asked.status, asked.headers["Access-Control-Allow-Methods"]) == (204, "GET, HEAD, OPTIONS")
    for path in ("/", "/api/premieres", "/calendar.ics"):
        refused = await client.post(path, data=b"x")
        assert refused.status == 405
        assert "GET" in refused.headers["Allow"]


async def test_answers_match_their_description(client: Client) -> None:
    description = await (await client.get("/api/openapi.json")).json()
    for path, template in (
        ("/api/premieres?state=all", "/api/premieres"),
        ("/api/shows", "/api/shows"),
        ("/api/shows/luke-cage", "/api/shows/{name}"),
        ("/api/changes", "/api/changes"),
    ):
        response = description["paths"][template]["get"]["responses"]["200"]
        if "$ref" in response:
            response = description["components"]["responses"][response["$ref"].rpartition("/")[2]]
        schema = response["content"]["application/json"]["schema"] | {"components": description["components"]}
        content = json.loads(await (await client.get(path)).text())
        assert jsonschema_rs.is_valid(schema, content), path
        assert not jsonschema_rs.is_valid(schema, {"items": [{"show": 1}]}), path
