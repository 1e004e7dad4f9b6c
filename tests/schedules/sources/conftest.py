"""A web server that can misbehave in any way, on a real socket."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest

from schedules.sources.address import Policy
from schedules.sources.fetch import Conduct, Fetcher

Writer = asyncio.StreamWriter
Answer = bytes | Callable[[Writer], Awaitable[None]]


class Web:
    """Answers each path with the bytes it was given, exactly as they are; an unknown path is a 404."""

    host = "127.0.0.1"

    def __init__(self) -> None:
        self.answers: dict[str, list[Answer]] = {}
        self.requests: list[tuple[str, dict[str, str]]] = []
        self.connections = 0
        self.port = 0

    def on(self, path: str, *answers: Answer) -> str:
        """Answer `path` with each in turn, the last one for ever; gives its address."""
        self.answers[path] = list(answers)
        return self.url(path)

    def page(self, path: str, body: bytes | str = "<p>Hello", *, status: str = "200 OK", **headers: str) -> str:
        """Answer `path` with a well-formed answer."""
        return self.on(path, self.reply(body, status=status, **headers))

    @staticmethod
    def reply(body: bytes | str = "<p>Hello", *, status: str = "200 OK", **headers: str) -> bytes:
        data = body.encode() if isinstance(body, str) else body
        fields = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(data))}
        fields |= {name.replace("_", "-"): value for name, value in headers.items()}
        head = "".join(f"{name}: {value}\r\n" for name, value in fields.items() if value)
        return f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + data

    def url(self, path: str) -> str:
        return f"http://{self.host}:{self.port}{path}"

    def asked(self, path: str) -> list[dict[str, str]]:
        """The headers of each request for a path."""
        return [headers for asked, headers in self.requests if asked == path]

    async def serve(self, reader: asyncio.StreamReader, writer: Writer) -> None:
        self.connections += 1
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                first, *lines = head.decode("latin-1").strip().split("\r\n")
                path = first.split(" ")[1]
                pairs = (line.partition(":") for line in lines)
                self.requests.append((path, {name.lower(): value.strip() for name, _, value in pairs}))
                answers = self.answers.get(path) or [self.reply(status="404 Not Found")]
                answer = answers.pop(0) if len(answers) > 1 else answers[0]
                if isinstance(answer, bytes):
                    writer.write(answer)
                    await writer.drain()
                    if b"Content-Length" not in answer and b"chunked" not in answer:
                        break
                else:
                    await answer(writer)
                    break
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()


@pytest.fixture
async def web() -> AsyncIterator[Web]:
    """A server on loopback."""
    web = Web()
    server = await asyncio.start_server(web.serve, web.host, 0)
    web.port = server.sockets[0].getsockname()[1]
    yield web
    server.close()


class Clock:
    """A clock that only moves when told."""

    def __init__(self) -> None:
        self.now = dt.datetime(2016, 8, 16, 12, tzinfo=dt.UTC)

    def __call__(self) -> dt.datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def fetchers(web: Web, clock: Clock) -> AsyncIterator[Callable[..., Fetcher]]:
    """Makes fetchers that may reach the server's own IP, and of all closed addresses only that one."""
    made: list[Fetcher] = []

    def make(*, resolver: Any = None, policy: Policy | None = None, **conduct: Any) -> Fetcher:
        policy = policy or Policy(ports=frozenset((web.port, 80, 443)), exempt=frozenset((web.host,)))
        fetcher = Fetcher(clock, policy=policy, resolver=resolver, conduct=Conduct(**({"seconds": 5} | conduct)))
        made.append(fetcher)
        return fetcher

    yield make
    for fetcher in made:
        await fetcher.close()


@pytest.fixture
def fetcher(fetchers: Callable[..., Fetcher]) -> Fetcher:
    return fetchers()
