"""The only code that opens a connection: one GET at a time, to public addresses, within limits.

What it does not do: keep cookies, send credentials, run scripts, retry, or decide when to come again.
"""

import asyncio
import datetime as dt
import ssl
import urllib.request
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from types import TracebackType
from typing import Self
from urllib.parse import urljoin, urlsplit

import aiohttp
from aiohttp.abc import AbstractResolver
from yarl import URL

from schedules.errors import FetchError, RefusedAddressError, UnreachableError
from schedules.sources.address import PUBLIC, Policy
from schedules.sources.answer import KINDS, Fetched, max_age, retry_after
from schedules.sources.gatekeeper import Gatekeeper
from schedules.sources.resolver import GuardedResolver, SystemResolver
from schedules.sources.unpack import Unpacker, accepted

USER_AGENT = "Marquee/0.1 (reads news about premieres for a Discord bot)"
"""What servers are told; its first word is the name that robots.txt may use."""

_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_PERMANENT = frozenset((301, 308))
_ACCEPT = (
    "text/html, application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, "
    "text/plain;q=0.8"
)


@dataclass(frozen=True, slots=True)
class Conduct:
    """How a fetcher behaves, above all what one fetch may cost."""

    seconds: float = 10
    """For everything together: names, robots.txt, redirects and the body."""
    redirects: int = 5
    wire: int = 5_000_000
    """Bytes of a body as sent."""
    unpacked: int = 20_000_000
    """Bytes of a body when unpacked."""
    together: int = 128
    """Fetches at the same moment; more wait their turn, which costs nothing of their seconds."""
    user_agent: str = USER_AGENT
    """What servers are told."""
    trust_env: bool = False
    """Go through the proxies that the environment names. A proxy looks names up itself, so what it is asked for is
    checked as far as it can be looked up here, and no further."""


CONDUCT = Conduct()
"""The shipped behaviour."""


class Fetcher:
    """Fetches addresses; an async context manager, to be closed.

    Args:
        clock: gives the present moment (aware).
        policy: which addresses may be connected to.
        conduct: limits, name and proxies.
        resolver: who knows the numbers behind names; None asks the operating system.
    """

    def __init__(
        self,
        clock: Callable[[], dt.datetime],
        *,
        policy: Policy = PUBLIC,
        conduct: Conduct = CONDUCT,
        resolver: AbstractResolver | None = None,
    ) -> None:
        self._clock = clock
        self._policy = policy
        self._conduct = conduct
        self._asked_resolver = resolver
        self._proxies = urllib.request.getproxies() if conduct.trust_env else {}
        self._robots = Gatekeeper(self._robots_txt, clock, conduct.user_agent.partition("/")[0])
        self._stack = AsyncExitStack()
        self._session: aiohttp.ClientSession | None = None
        self._guard: GuardedResolver | None = None
        self._turns = asyncio.Semaphore(conduct.together)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Close all connections; the fetcher may not be used any more."""
        await self._stack.aclose()

    async def get(self, url: str, *, etag: str | None = None, last_modified: str | None = None) -> Fetched:
        """Fetch one address.

        Args:
            url: an http or https address.
            etag: the ETag of what is known already: the answer may then be "not modified".
            last_modified: its Last-Modified, for the same.

        Raises:
            RefusedAddressError: the address, or one that it redirects to, will not be connected to.
            FetchError: it could not be fetched; `status` and `retry_after` tell what the server said.
        """
        self._sent(url)
        headers = {}
        if etag:
            headers["If-None-Match"] = etag
        if last_modified:
            headers["If-Modified-Since"] = last_modified
        return await self._limited(url, headers)

    async def _limited(self, url: str, headers: dict[str, str]) -> Fetched:
        async with self._turns:
            try:
                async with asyncio.timeout(self._conduct.seconds):
                    return await self._follow(url, headers, robots=True)
            except TimeoutError:
                host = urlsplit(self._policy.check(url)).hostname
                raise UnreachableError(
                    f"{host} took longer than {self._conduct.seconds:g} seconds; try again later."
                ) from None

    async def _robots_txt(self, url: str) -> str:
        """The text of a robots.txt, for the gatekeeper; within the time of the fetch that needs it."""
        answer = await self._follow(url, {}, robots=False)
        return answer.body.decode("utf-8", "replace")

    async def _follow(self, url: str, headers: dict[str, str], *, robots: bool) -> Fetched:
        current, moved, permanent = self._sent(url), None, True
        for _ in range(self._conduct.redirects + 1):
            if robots:
                await self._robots.admit(current)
            answer = await self._request(current, headers, moved, any_kind=not robots)
            if isinstance(answer, Fetched):
                return answer
            current = self._sent(urljoin(current, answer.location))
            permanent = permanent and answer.permanent
            moved = current if permanent else moved
        raise FetchError(f"{_host(url)} redirects more than {self._conduct.redirects} times; give the final address.")

    def _sent(self, url: str) -> str:
        """The address exactly as it will be sent, so that robots.txt is asked about what is fetched.

        Raises:
            RefusedAddressError: it will not be connected to.
        """
        return str(URL(self._policy.check(url)))

    async def _request(
        self, url: str, headers: dict[str, str], moved: str | None, *, any_kind: bool
    ) -> "Fetched | _Redirect":
        session = self._connected()
        host = _host(url)
        try:
            proxy = await self._proxy(url)
            async with session.get(URL(url), headers=headers, allow_redirects=False, proxy=proxy) as response:
                if response.status in _REDIRECTS:
                    return _redirect(response, host)
                return await self._answer(response, url, moved, any_kind=any_kind)
        except aiohttp.ClientResponseError as error:
            if headers:
                # Some servers send a body with "not modified", which spoils the answer: ask for the whole page instead.
                return await self._request(url, {}, moved, any_kind=any_kind)
            raise _told(error, host) from error
        except aiohttp.ClientError as error:
            raise _told(error, host) from error
        except (ValueError, UnicodeError) as error:
            raise FetchError(f"{host} answers in a way that can't be understood; try again later.") from error

    async def _answer(
        self, response: aiohttp.ClientResponse, url: str, moved: str | None, *, any_kind: bool
    ) -> Fetched:
        host, now = _host(url), self._clock()
        wait = retry_after(response.headers, now)
        if response.status != 304 and not 200 <= response.status < 300:
            raise FetchError(_status_sentence(host, response.status), status=response.status, retry_after=wait)
        kind = response.content_type.lower() if "Content-Type" in response.headers else ""
        if response.status != 304 and kind and kind not in KINDS and not any_kind:
            raise FetchError(f"{host} sends '{kind[:60]}', which is no article and no feed; give a page's address.")
        return Fetched(
            url=url,
            status=response.status,
            kind=kind,
            charset=response.charset,
            body=b"" if response.status == 304 else await self._body(response, host),
            at=now,
            moved_to=moved,
            etag=_header(response, "ETag"),
            last_modified=_header(response, "Last-Modified"),
            max_age=max_age(response.headers),
            retry_after=wait,
        )

    async def _body(self, response: aiohttp.ClientResponse, host: str) -> bytes:
        too_large = f"{host} sends more than {self._conduct.wire / 1_000_000:g} MB; it is not read."
        if (response.content_length or 0) > self._conduct.wire:
            raise FetchError(too_large)
        unpacker = Unpacker(response.headers.get("Content-Encoding", ""), self._conduct.unpacked)
        received = 0
        async for chunk in response.content.iter_any():
            received += len(chunk)
            if received > self._conduct.wire:
                raise FetchError(too_large)
            unpacker.feed(chunk)
        return unpacker.finish()

    async def _proxy(self, url: str) -> str | None:
        """The proxy for an address, after a look at where the address itself leads."""
        parts = urlsplit(url)
        host = parts.hostname or ""
        proxy = self._proxies.get(parts.scheme)
        if proxy is None or self._guard is None or urllib.request.proxy_bypass(host):
            return None
        try:
            await self._guard.resolve(host, parts.port or 0)
        except OSError:
            # Where only the proxy can look names up, it alone can refuse.
            return proxy
        return proxy

    def _connected(self) -> aiohttp.ClientSession:
        if self._session is None:
            proxies = frozenset(urlsplit(proxy).hostname or "" for proxy in self._proxies.values())
            self._guard = GuardedResolver(self._asked_resolver or SystemResolver(), self._policy, proxies)
            connector = aiohttp.TCPConnector(
                resolver=self._guard,
                socket_factory=self._guard.socket,
                limit=0,
                limit_per_host=4,
                ttl_dns_cache=60,
                # What a server sends too much of must not be taken for its next answer.
                force_close=True,
            )
            self._session = aiohttp.ClientSession(
                connector=connector,
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": self._conduct.user_agent, "Accept": _ACCEPT, "Accept-Encoding": accepted()},
                timeout=aiohttp.ClientTimeout(total=None),
                auto_decompress=False,
                trust_env=False,
                max_field_size=32_768,
            )
            self._stack.push_async_callback(self._guard.close)
            self._stack.push_async_callback(self._session.close)
        return self._session


@dataclass(frozen=True, slots=True)
class _Redirect:
    location: str
    permanent: bool


def _redirect(response: aiohttp.ClientResponse, host: str) -> _Redirect:
    location = _header(response, "Location")
    if not location:
        raise FetchError(f"{host} redirects without saying where; give the final address.", status=response.status)
    return _Redirect(location.replace(" ", "%20"), response.status in _PERMANENT)


def _header(response: aiohttp.ClientResponse, name: str) -> str | None:
    value = response.headers.get(name, "").strip()
    # Bytes that are no UTF-8 arrive as lone surrogates, which nothing can store.
    return value.encode("utf-8", "surrogateescape").decode("utf-8", "replace")[:4096] or None


def _host(url: str) -> str:
    return urlsplit(url).hostname or "The server"


def _status_sentence(host: str, status: int) -> str:
    known = {
        401: "wants a login",
        403: "refuses to show it",
        404: "has no such page",
        410: "says that it is gone for good",
        429: "asks for fewer requests",
    }
    if status in known:
        return f"{host} {known[status]} (HTTP {status}); check the address or try again later."
    return f"{host} answers with HTTP {status}; try again later."


def _told(error: aiohttp.ClientError, host: str) -> FetchError:
    """The sentence for what went wrong on the wire."""
    if isinstance(error, aiohttp.ClientConnectorCertificateError):
        return FetchError(f"{host} has a certificate that can't be trusted; check the address.")
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        return UnreachableError(
            f"There is no host called {host}, or its name can't be looked up now; check the address."
        )
    if isinstance(error, aiohttp.ClientConnectorError):
        if isinstance(error.os_error, PermissionError) and "is not fetched" in str(error.os_error):
            return RefusedAddressError(str(error.os_error))
        if isinstance(error.os_error, ssl.SSLError):
            return FetchError(f"{host} can't be spoken to securely; check the address.")
        return UnreachableError(f"{host} can't be reached; check the address or try again later.")
    if isinstance(error, aiohttp.ClientPayloadError):
        return FetchError(f"{host} stopped in the middle of its answer; try again later.")
    if isinstance(error, aiohttp.ClientConnectionError):
        return FetchError(f"{host} broke off the connection; try again later.")
    return FetchError(f"{host} answers in a way that can't be understood; try again later.")
