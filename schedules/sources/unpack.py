"""Unpacking a body as it arrives, so that a bomb is noticed before it has gone off; pure."""

import zlib
from typing import Any

from schedules.errors import FetchError

_STEP = 256 * 1024
"""Bytes unpacked at a time."""


def accepted() -> str:
    """What to send as Accept-Encoding: brotli only where its package is there."""
    return "gzip, deflate, br" if _brotli() is not None else "gzip, deflate"


class Unpacker:
    """Unpacks one body.

    Args:
        encoding: the answer's Content-Encoding.
        limit: how many unpacked bytes are taken at most.

    Raises:
        FetchError: the encoding is not known, also when a body is fed that is damaged or unpacks to more than `limit`.
    """

    def __init__(self, encoding: str, limit: int) -> None:
        self._name = encoding.strip().lower()
        self._limit = limit
        self._out = bytearray()
        self._begun = False
        self._inflate: Any = None
        self._brotli: Any = None
        if self._name == "br":
            module = _brotli()
            if module is None:
                raise FetchError("The server packs with brotli, which was not asked for; it can't be unpacked here.")
            self._brotli = module.Decompressor()
        elif self._name in {"gzip", "x-gzip"}:
            self._inflate = zlib.decompressobj(16 + zlib.MAX_WBITS)
        elif self._name not in {"", "identity", "deflate"}:
            raise FetchError(f"The server packs as '{self._name[:40]}', which was not asked for and can't be unpacked.")

    def feed(self, data: bytes) -> None:
        """Take the next bytes from the wire."""
        try:
            if self._brotli is not None:
                self._feed_brotli(data)
            elif self._name in {"", "identity"}:
                self._take(data)
            else:
                self._feed_zlib(data)
        except zlib.error:
            raise FetchError("The server's packed answer is damaged; try again later.") from None

    def finish(self) -> bytes:
        """The whole body.

        Raises:
            FetchError: it ended in the middle.
        """
        whole = self._inflate is None or self._inflate.eof or not self._begun
        if self._brotli is not None:
            whole = self._brotli.is_finished() or not self._begun
        if not whole:
            raise FetchError("The server's packed answer ended in the middle; try again later.")
        return bytes(self._out)

    def _feed_zlib(self, data: bytes) -> None:
        if self._inflate is None:
            # "deflate" is sent both with the zlib header that the standard wants and without.
            wrapped = len(data) > 0 and data[0] & 0x0F == 8 and data[0] >> 4 <= 7
            self._inflate = zlib.decompressobj(zlib.MAX_WBITS if wrapped else -zlib.MAX_WBITS)
        self._begun = self._begun or bool(data)
        while data:
            if self._inflate.eof:
                if not data.startswith(b"\x1f\x8b"):
                    return
                # A gzip body may have several members.
                self._inflate = zlib.decompressobj(16 + zlib.MAX_WBITS)
            self._take(self._inflate.decompress(data, _STEP))
            data = self._inflate.unconsumed_tail or self._inflate.unused_data

    def _feed_brotli(self, data: bytes) -> None:
        self._begun = self._begun or bool(data)
        try:
            self._take(self._brotli.process(data, output_buffer_limit=_STEP))
            while not self._brotli.can_accept_more_data():
                self._take(self._brotli.process(b"", output_buffer_limit=_STEP))
        except _brotli().error:  # type: ignore[union-attr]  # the decompressor exists, so its module does
            raise FetchError("The server's packed answer is damaged; try again later.") from None

    def _take(self, data: bytes) -> None:
        self._out += data
        if len(self._out) > self._limit:
            raise FetchError(f"The page unpacks to more than {self._limit // 1_000_000} MB; it is not read.")


def _brotli() -> Any | None:  # noqa: ANN401 - brotli carries no types
    try:
        import brotli
    except ImportError:
        return None
    # Without a limit to its output, a few bytes could fill the memory before anyone counts.
    return brotli if hasattr(brotli.Decompressor, "can_accept_more_data") else None
