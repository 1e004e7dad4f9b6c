"""One name for one article: the address without what changes nothing, and the site that speaks."""

import re
from urllib.parse import parse_qsl, urlsplit

from schedules.sources.address import ascii_host

_TRACKING = re.compile(
    r"utm_\w*|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|igshid|igsh|twclid|ttclid|li_fat_id|mc_[ce]id|"
    r"mkt_tok|_ga|_gl|_hs\w+|vero_\w+|oly_\w+|wickedid|s_cid|cmpid|ncid|icid|at_\w+|cvid|ocid|ref_src|ref_url|"
    r"__twitter_impression|ftag|guccounter|guce_referr\w*|sh|smid|smtyp|soc_\w+|taid|xtor|fb_\w+|spm|amp|usqp|amp_\w+",
    re.IGNORECASE | re.ASCII,
)
_HEX = re.compile(r"%([0-9A-Fa-f]{2})")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_DEFAULT_PORTS = {"http": ":80", "https": ":443"}
# Named one by one: whoever owns any other host of such a name would speak for every site.
_GOOGLE = frozenset(
    f"www.google.{ending}"
    for ending in (
        *("com", "ca", "de", "es", "fr", "ie", "it", "nl", "pl", "pt", "se", "co.in", "co.jp", "co.nz", "co.uk"),
        *("com.au", "com.br", "com.mx"),
    )
)
_GOOGLE_AMP = re.compile(r"/amp/(?:s/)?([^/]+\.[^/]+)(/.*)?", re.DOTALL)
_CACHE_AMP = re.compile(r"/[acv]/(?:s/)?([^/]+\.[^/]+)(/.*)?", re.DOTALL)
_FACES = frozenset(("www", "www2", "m", "mobile", "amp"))
# Editions of one publisher speak with one voice: uk.ign.com copies ign.com.
_EDITIONS = frozenset(("uk", "us", "au", "ca", "ie", "in", "nz", "za", "en", "edition"))
_SECOND_LEVELS = frozenset(("co", "com", "org", "net", "ac", "gov", "edu"))


def canonical(url: str) -> str:
    """The address under which an article is known.

    Two addresses that differ only in a fragment, tracking parameters, a default port, the case of the host, escapes or
    an AMP wrapping have the same canonical address. Applying it twice changes nothing.

    Args:
        url: any text.

    Returns:
        The canonical address; a text that is no http or https address comes back as it is, without outer spaces.
    """
    text = url.strip()
    # Unwrapping a cached page can bring another wrapping to light, but never a longer address.
    while (shorter := _once(text)) != text:
        text = shorter
    return text


def site(url: str) -> str:
    """The host that speaks: without www., m., amp. and a publisher's edition such as uk.

    Args:
        url: an address, or a bare host.

    Returns:
        The host in lower case; '' where there is none.
    """
    text = canonical(url)
    try:
        parts = urlsplit(text if "://" in text else f"http://{text}")
        host = "" if "@" in parts.netloc else ascii_host(parts.hostname or "")
    except ValueError:
        return ""
    labels = host.split(".")
    while len(labels) > 2 and (labels[0] in _FACES or (labels[0] in _EDITIONS and not _public_suffix(labels[1:]))):
        labels = labels[1:]
    return ".".join(labels)


def _public_suffix(labels: list[str]) -> bool:
    return len(labels) == 2 and len(labels[1]) == 2 and labels[0] in _SECOND_LEVELS


def _once(text: str) -> str:
    try:
        parts = urlsplit(text)
        host = ascii_host(parts.hostname or "")
    except ValueError:
        return text
    scheme, netloc = parts.scheme, parts.netloc
    if scheme not in _DEFAULT_PORTS or "@" in netloc:
        return text
    path, query = _escapes(parts.path or "/"), _query(parts.query)
    if (wrapped := _wrapped(host, path)) is not None:
        return f"https://{wrapped}{'?' + query if query else ''}"
    shown = f"[{host}]" if ":" in host else host
    if shown.startswith("amp.") and shown.count(".") > 1:
        shown = shown.removeprefix("amp.")
    port = netloc[netloc.rfind(":") :] if re.search(r":\d+$", netloc) else ""
    if port == _DEFAULT_PORTS[scheme]:
        port = ""
    return f"{scheme}://{shown}{port}{_plain_path(path)}{'?' + query if query else ''}"


def _wrapped(host: str, path: str) -> str | None:
    """The page behind an AMP cache's address, without its scheme."""
    if host in _GOOGLE:
        match = _GOOGLE_AMP.fullmatch(path)
    elif host.endswith(".cdn.ampproject.org"):
        match = _CACHE_AMP.fullmatch(path)
    else:
        return None
    return f"{match[1]}{match[2] or '/'}" if match else None


def _plain_path(path: str) -> str:
    if path.startswith("/amp/") and len(path) > len("/amp/"):
        return path.removeprefix("/amp")
    for ending, plain in (("/amp/", "/"), ("/amp", "/"), ("/amp.html", "/"), (".amp.html", ".html"), (".amp", "")):
        if path.endswith(ending) and len(path) > len(ending):
            return path.removesuffix(ending) + plain
    return path


def _query(query: str) -> str:
    kept = []
    for pair in query.split("&"):
        name, _, value = pair.partition("=")
        decoded = parse_qsl(f"{name}=x")
        amp_view = name.lower() == "outputtype" and value.lower() == "amp"
        if pair and not amp_view and not (decoded and _TRACKING.fullmatch(decoded[0][0])):
            kept.append(_escapes(pair))
    return "&".join(kept)


def _escapes(text: str) -> str:
    """Escapes in upper case, and none for characters that need none."""

    def plain(match: re.Match[str]) -> str:
        character = chr(int(match[1], 16))
        return character if character in _UNRESERVED else match[0].upper()

    return _HEX.sub(plain, text)
