"""Answers to the browser: with an ETag, compressed where asked for, and with headers that let nothing in."""

import gzip
import hashlib
from dataclasses import dataclass, field

from aiohttp import web

HEADERS = {
    # Everything that a page needs comes from here; nothing may frame it, be posted from it or run inside it.
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}

CORS = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "ETag, Link"}
"""Reading from any page's script: there is nothing here that depends on who asks."""

_SMALL = 500
"""Below this many bytes compressing does not pay."""


@dataclass(frozen=True)
class Body:
    """What is answered, made once and given many times."""

    data: bytes
    content_type: str
    etag: str
    packed: bytes | None = field(repr=False, default=None)
    """The same under gzip, where that is smaller."""

    @classmethod
    def of(cls, data: bytes, content_type: str, *, pack: bool = True) -> "Body":
        """A body with the ETag of its bytes.

        The ETag is a weak one, since it stands for the plain and the compressed form alike.
        """
        etag = f'W/"{hashlib.blake2b(data, digest_size=12).hexdigest()}"'
        packed = gzip.compress(data, 6, mtime=0) if pack and len(data) > _SMALL else None
        return cls(data, content_type, etag, packed)


def answer(
    request: web.Request, body: Body, headers: dict[str, str] | None = None, *, max_age: int = 0
) -> web.StreamResponse:
    """The response with `body`; 304 without one where the browser has it already.

    Args:
        request: what was asked, for If-None-Match and Accept-Encoding.
        body: what to give.
        headers: more headers.
        max_age: for how many seconds it may be used without asking again; 0 asks each time.
    """
    cache = f"public, max-age={max_age}" if max_age else "no-cache"
    common = {"ETag": body.etag, "Cache-Control": cache, "Vary": "Accept-Encoding", **(headers or {})}
    if _has(request, body.etag):
        return web.Response(status=304, headers=common)
    data = body.data
    if body.packed is not None and _takes_gzip(request):
        data = body.packed
        common["Content-Encoding"] = "gzip"
    return web.Response(body=data, headers={"Content-Type": body.content_type, **common})


def _has(request: web.Request, etag: str) -> bool:
    """Whether the browser has the version with this ETag (RFC 9110, 13.1.2: compared weakly)."""
    asked = request.headers.get("If-None-Match", "")
    return asked.strip() == "*" or etag.removeprefix("W/") in {
        tag.strip().removeprefix("W/") for tag in asked.split(",")
    }


def _takes_gzip(request: web.Request) -> bool:
    """Whether the browser names gzip among what it unpacks, and doesn't refuse it by giving it no weight."""
    for coding in request.headers.get("Accept-Encoding", "").lower().split(","):
        name, _, weight = coding.replace(" ", "").partition(";")
        if name == "gzip":
            return weight not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}
    return False
