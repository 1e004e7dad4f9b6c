"""Which addresses Marquee connects to.

Two gates, both needed: `Policy.check` looks at an address as written and gives back the one spelling that is used from
there on; `Policy.check_ip` looks at the numbers a name turned out to mean, at the moment of connecting. A name that is
harmless when looked up and points inwards a second later is stopped by the second gate.

The tables are written out, because what the standard library calls "global" differs between Python's versions.
"""

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from schedules.errors import RefusedAddressError

MAX_LENGTH = 4096
"""Characters; longer addresses are refused."""

_PORTS = {"http": 80, "https": 443}

_CLOSED_V4 = {
    "0.0.0.0/8": "this network",
    "10.0.0.0/8": "private",
    "100.64.0.0/10": "shared by a provider's customers",
    "127.0.0.0/8": "this very machine",
    "169.254.0.0/16": "link-local",
    "172.16.0.0/12": "private",
    "192.0.0.0/24": "reserved for protocols",
    "192.0.2.0/24": "for documentation",
    "192.88.99.0/24": "an IPv6 relay",
    "192.168.0.0/16": "private",
    "198.18.0.0/15": "for benchmarks",
    "198.51.100.0/24": "for documentation",
    "203.0.113.0/24": "for documentation",
    "224.0.0.0/4": "multicast",
    "240.0.0.0/4": "reserved",
}
# Everything outside 2000::/3 is closed anyway; the names below only make the sentence clearer.
_CLOSED_V6 = {
    "::/128": "unspecified",
    "::1/128": "this very machine",
    "::ffff:0:0/96": "an IPv4 address in disguise",
    "::ffff:0:0:0/96": "an IPv4 address in disguise",
    "::/96": "an IPv4 address in disguise",
    "64:ff9b::/96": "an IPv4 address in disguise",
    "64:ff9b:1::/48": "an IPv4 address in disguise",
    "100::/64": "a black hole",
    "2001::/23": "reserved for protocols and tunnels",
    "2001:db8::/32": "for documentation",
    "2002::/16": "an IPv4 address in disguise",
    "3fff::/20": "for documentation",
    "fc00::/7": "private",
    "fe80::/10": "link-local",
    "fec0::/10": "private",
    "ff00::/8": "multicast",
}
# Where clouds hand out their machines' credentials: refused even where private addresses are allowed.
_METADATA = {"169.254.169.254", "169.254.170.2", "168.63.129.16", "100.100.100.200", "192.0.0.192", "fd00:ec2::254"}
_METADATA_V4 = {int(ipaddress.IPv4Address(text)) for text in _METADATA if "." in text}
_OPEN_V6 = ipaddress.IPv6Network("2000::/3")

_V4 = tuple((ipaddress.IPv4Network(net), why) for net, why in _CLOSED_V4.items())
_V6 = tuple((ipaddress.IPv6Network(net), why) for net, why in _CLOSED_V6.items())

_INNER_NAMES = frozenset(
    ("localhost", "local", "localdomain", "internal", "intranet", "lan", "home", "corp", "home.arpa", "onion")
)
_LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")
# The last label alone decides whether a host is meant as a number: 127.1, 0x7f000001, 017700000001, 1.2.3.0x4.
_NUMERIC = re.compile(r"\d+|0x[0-9a-f]*")
_UNPRINTABLE = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029\ud800-\udfff\\]")

_Ip = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True)
class Policy:
    """What may be connected to.

    Args:
        allow_private: let private, loopback and other closed ranges through, on any port. Dangerous: for development
            only. Metadata services and multicast stay refused.
        ports: the ports that may be used.
        exempt: single IP addresses that are let through although their range is closed.
    """

    allow_private: bool = False
    ports: frozenset[int] = frozenset((80, 443))
    exempt: frozenset[str] = frozenset()

    def check(self, url: str) -> str:
        """Check an address as written.

        Args:
            url: an absolute http or https address.

        Returns:
            The same address in one plain spelling: scheme and host lower-case, the host in ASCII without a trailing
            dot, no default port, no fragment.

        Raises:
            RefusedAddressError: it will not be connected to; the message says why.
        """
        parts = _split(url)
        host = _host(parts)
        port = _port(parts)
        if port not in self.ports and not self.allow_private:
            raise RefusedAddressError(f"Port {port} is not fetched from; use an address on port 80 or 443.")
        literal = _literal(host)
        if literal is not None:
            self.check_ip(host)
        elif not self.allow_private and (
            "." not in host or any(host == name or host.endswith(f".{name}") for name in _INNER_NAMES)
        ):
            raise RefusedAddressError(f"'{host[:80]}' is a name inside a network; use an address that is public.")
        shown = f"[{host}]" if literal is not None and literal.version == 6 else host
        suffix = "" if port == _PORTS[parts.scheme] else f":{port}"
        query = f"?{parts.query}" if parts.query else ""
        return f"{parts.scheme}://{shown}{suffix}{parts.path or '/'}{query}"

    def check_ip(self, ip: str) -> None:
        """Check the number that is about to be connected to.

        Raises:
            RefusedAddressError: it lies in a range that is not public.
        """
        if ip in self.exempt:
            return
        try:
            address = ipaddress.ip_address(ip)
        except ValueError:
            raise RefusedAddressError(f"'{ip[:80]}' is no IP address.") from None
        why = _closed(address, allow_private=self.allow_private)
        if why is not None:
            raise RefusedAddressError(f"The address {ip} is not fetched: it is {why}; use one that is public.")


PUBLIC = Policy()
"""The public internet, and nothing else."""


def _closed(address: _Ip, *, allow_private: bool) -> str | None:
    """Why the address is closed, or None."""
    inner = _embedded(address)
    if str(address) in _METADATA or (inner is not None and int(inner) in _METADATA_V4):
        return "a cloud's metadata service"
    if address.is_multicast:
        return "multicast"
    if allow_private:
        return None
    if isinstance(address, ipaddress.IPv4Address):
        return next((why for net, why in _V4 if address in net), None)
    if address.scope_id is not None:
        return "link-local"
    why = next((why for net, why in _V6 if address in net), None)
    return why or (None if address in _OPEN_V6 else "not part of the public internet")


def _embedded(address: _Ip) -> ipaddress.IPv4Address | None:
    """The IPv4 address inside a mapped, compatible, 6to4, Teredo or NAT64 address."""
    if isinstance(address, ipaddress.IPv4Address):
        return None
    number = int(address)
    if address.sixtofour is not None:
        return address.sixtofour
    if address.teredo is not None:
        return address.teredo[1]
    if number >> 32 in {0, 0xFFFF, 0xFFFF0000, 0x64FF9B << 64} or number >> 80 == 0x64FF9B0001:
        return ipaddress.IPv4Address(number & 0xFFFFFFFF)
    return None


def _split(url: str) -> SplitResult:
    text = url.strip()
    if len(text) > MAX_LENGTH:
        raise RefusedAddressError(f"The address is longer than {MAX_LENGTH} characters; give a shorter one.")
    if _UNPRINTABLE.search(text):
        raise RefusedAddressError("The address holds a space, a backslash or a control character; write it plainly.")
    try:
        parts = urlsplit(text)
    except ValueError:
        raise RefusedAddressError(f"'{text[:80]}' is no address; write https://example.org/page.") from None
    if parts.scheme not in _PORTS:
        raise RefusedAddressError(f"'{text[:80]}' is no web address; it has to begin with http:// or https://.")
    if "@" in parts.netloc:
        raise RefusedAddressError("The address carries a user name or password; give it without.")
    return parts


def _port(parts: SplitResult) -> int:
    try:
        port = parts.port
    except ValueError:
        raise RefusedAddressError("The address has a port that is no number from 1 to 65535.") from None
    return _PORTS[parts.scheme] if port is None else port


def _host(parts: SplitResult) -> str:
    """The host in its one plain spelling."""
    try:
        host = ascii_host(parts.hostname or "")
    except ValueError:
        raise RefusedAddressError(f"'{parts.netloc[:80]}' is no host name; write one such as example.org.") from None
    return host


def ascii_host(name: str) -> str:
    """A host name in lower-case ASCII without its trailing dot; an IPv6 address in its short form.

    Raises:
        ValueError: it is neither a host name nor a plainly written IP address.
    """
    if ":" in name:
        return str(ipaddress.IPv6Address(name))
    host = name
    if not host.isascii():
        import idna

        # UTS 46 folds full-width digits and ideographic stops first, so that they can't hide a number.
        host = idna.encode(host, uts46=True).decode("ascii")
    host = host.lower().removesuffix(".")
    labels = host.split(".")
    if len(host) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        raise ValueError(name)
    if _NUMERIC.fullmatch(labels[-1]):
        # Octal, hexadecimal and shortened forms mean different machines to different programs.
        return str(ipaddress.IPv4Address(host))
    return host


def _literal(host: str) -> _Ip | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None
