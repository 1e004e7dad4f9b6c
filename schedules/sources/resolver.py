"""From names to numbers, and the gate that every connection passes."""

import asyncio
import socket
from concurrent.futures import ThreadPoolExecutor

from aiohttp.abc import AbstractResolver, ResolveResult

from schedules.errors import RefusedAddressError
from schedules.sources.address import Policy

_THREADS = 16


class SystemResolver(AbstractResolver):
    """Asks the operating system, in threads of its own: a name server that does not answer holds up nothing else."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="marquee-names")

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """The addresses of `host`; raises OSError where it has none."""
        loop = asyncio.get_running_loop()
        found = await loop.run_in_executor(self._threads, _look_up, host, port, family)
        return [
            ResolveResult(hostname=host, host=ip, port=port, family=kind, proto=proto, flags=socket.AI_NUMERICHOST)
            for kind, proto, ip in found
        ]

    async def close(self) -> None:
        """Let the threads end."""
        self._threads.shutdown(wait=False, cancel_futures=True)


def _look_up(host: str, port: int, family: int) -> list[tuple[int, int, str]]:
    infos = socket.getaddrinfo(host, port, family=family, type=socket.SOCK_STREAM, flags=socket.AI_ADDRCONFIG)
    # A scoped address comes with its zone's number, which makes it link-local: kept, so that the gate sees it.
    return [
        (kind, proto, f"{at[0]}%{at[3]}" if len(at) > 3 and at[3] else str(at[0])) for kind, _, proto, _, at in infos
    ]


class GuardedResolver(AbstractResolver):
    """Passes on only those of another resolver's answers that may be connected to.

    Args:
        inner: who is asked.
        policy: what may be connected to.
        proxies: hosts of the operator's own proxies, which may stand anywhere.
    """

    def __init__(self, inner: AbstractResolver, policy: Policy, proxies: frozenset[str] = frozenset()) -> None:
        self._inner = inner
        self._policy = policy
        self._proxies = proxies
        self._proxy_ips = set(proxies)

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """The addresses of `host` that are open.

        Raises:
            OSError: it has no address.
            RefusedAddressError: every address it has is closed.
        """
        answers = await self._inner.resolve(host, port, family)
        if host in self._proxies:
            self._proxy_ips |= {answer["host"] for answer in answers}
            return answers
        opened, refusal = [], None
        for answer in answers:
            try:
                self._policy.check_ip(answer["host"])
                opened.append(answer)
            except RefusedAddressError as error:
                refusal = error
        if refusal is not None and not opened:
            raise RefusedAddressError(f"{host} is not fetched: it leads to {_where(refusal)}") from refusal
        return opened

    def socket(self, info: tuple[int, int, int, str, tuple[str | int, ...]]) -> socket.socket:
        """Make the socket for one connection, unless its address is closed; this sees addresses that no name led to.

        Raises:
            PermissionError: the address is closed; an OSError, because that is what connecting may raise.
        """
        family, kind, proto, _, address = info
        if address[0] not in self._proxy_ips:
            try:
                self._policy.check_ip(str(address[0]))
            except RefusedAddressError as error:
                raise PermissionError(str(error)) from error
        return socket.socket(family, kind, proto)

    async def close(self) -> None:
        """Close the resolver that is asked."""
        await self._inner.close()


def _where(refusal: RefusedAddressError) -> str:
    return str(refusal).removeprefix("The address ").replace(" is not fetched: it", ", which", 1)
