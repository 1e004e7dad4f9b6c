"""What can go wrong with a request although nothing was wrong with it."""

import asyncio
import json
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

Json = dict[str, Any]


@dataclass
class Fault:
    """Something that goes wrong with the next requests that match.

    Attributes:
        method: the method, such as POST.
        path: a pattern that the path below /api/v10 has to match wholly.
        status: the status answered; 0 closes the connection without any answer.
        half: whether the connection closes in the middle of an answer.
        hangs: whether nothing is answered at all for as long as the other side waits.
        obeyed: whether Discord has done what was asked before the answer went wrong.
        times: for how many requests; the fault is used up after them.
        body: the answer's body, where there is one.
        headers: the answer's headers.
    """

    method: str
    path: str
    status: int = 500
    half: bool = False
    hangs: bool = False
    obeyed: bool = False
    times: int = 1
    body: Json | None = None
    headers: dict[str, str] = field(default_factory=dict)


async def go_wrong(request: web.Request, fault: Fault, answer: Any) -> web.StreamResponse:
    """Answer as the fault says; `answer` is what would have been right."""
    if fault.hangs:
        while request.transport and not request.transport.is_closing():  # noqa: ASYNC110 - no event tells it
            await asyncio.sleep(0.02)
        return web.Response()
    if fault.status and not fault.half:
        body = fault.body if fault.body is not None else {"code": 0, "message": f"{fault.status}: it failed"}
        headers = fault.headers | {"Content-Type": "application/json"}
        return web.Response(status=fault.status, body=json.dumps(body).encode(), headers=headers)
    if fault.half:
        text = json.dumps(answer or {}).encode()
        response = web.StreamResponse(
            headers={"Content-Type": "application/json", "Content-Length": str(len(text) + 9)}
        )
        await response.prepare(request)
        await response.write(text[: len(text) // 2])
    if request.transport is not None:
        request.transport.close()
    return web.Response()
