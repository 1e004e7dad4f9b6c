import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from yarl import URL

from schedules.errors import RefusedAddressError
from schedules.sources.address import MAX_LENGTH, PUBLIC, Policy

OPEN_IPS = ["8.8.8.8", "1.1.1.1", "93.184.216.34", "100.63.255.255", "100.128.0.0", "172.32.0.1", "2606:4700::1111"]

CLOSED_IPS = {
    "0.0.0.0": "this network",  # noqa: S104 - an address to refuse
    "0.1.2.3": "this network",
    "10.0.0.1": "private",
    "100.64.0.1": "shared",
    "100.127.255.255": "shared",
    "127.0.0.1": "this very machine",
    "127.255.255.254": "this very machine",
    "169.254.1.1": "link-local",
    "172.16.0.1": "private",
    "172.31.255.255": "private",
    "192.0.0.8": "reserved",
    "192.0.2.1": "documentation",
    "192.88.99.1": "relay",
    "192.168.1.1": "private",
    "198.18.0.1": "benchmarks",
    "198.19.255.255": "benchmarks",
    "198.51.100.7": "documentation",
    "203.0.113.7": "documentation",
    "224.0.0.1": "multicast",
    "239.255.255.255": "multicast",
    "240.0.0.1": "reserved",
    "255.255.255.255": "reserved",
    "169.254.169.254": "metadata",
    "169.254.170.2": "metadata",
    "168.63.129.16": "metadata",
    "100.100.100.200": "metadata",
    "fd00:ec2::254": "metadata",
    "::": "unspecified",
    "::1": "this very machine",
    "::ffff:127.0.0.1": "disguise",
    "::ffff:8.8.8.8": "disguise",
    "::ffff:0:10.0.0.1": "disguise",
    "::10.0.0.1": "disguise",
    "::ffff:169.254.169.254": "metadata",
    "64:ff9b::10.0.0.1": "disguise",
    "64:ff9b::8.8.8.8": "disguise",
    "64:ff9b::169.254.169.254": "metadata",
    "64:ff9b:1::1": "disguise",
    "64:ff9b:1::a9fe:a9fe": "metadata",
    "2002:7f00:1::1": "disguise",
    "2002:a9fe:a9fe::1": "metadata",
    "2001:0:5ef5:79fb::1": "tunnels",
    "2001:0:0:0:0:0:5601:5601": "metadata",
    "2001:db8::1": "documentation",
    "3fff::1": "documentation",
    "100::1": "black hole",
    "fc00::1": "private",
    "fd12:3456::1": "private",
    "fe80::1": "link-local",
    "fe80::1%eth0": "link-local",
    "2606:4700::1111%eth0": "link-local",
    "fec0::1": "private",
    "ff02::1": "multicast",
    "5f00::1": "not part of the public internet",
    "4000::1": "not part of the public internet",
}


@pytest.mark.parametrize("ip", OPEN_IPS)
def test_public_ips_are_let_through(ip: str) -> None:
    PUBLIC.check_ip(ip)


@pytest.mark.parametrize(("ip", "why"), CLOSED_IPS.items())
def test_closed_ips_are_refused_with_the_reason(ip: str, why: str) -> None:
    with pytest.raises(RefusedAddressError, match=why):
        PUBLIC.check_ip(ip)


@pytest.mark.parametrize("ip", ["", "localhost", "1.2.3", "0177.0.0.1", "1.2.3.4.5", "[::1]"])
def test_what_is_no_ip_is_refused(ip: str) -> None:
    with pytest.raises(RefusedAddressError, match="no IP address"):
        PUBLIC.check_ip(ip)


def test_private_ips_can_be_allowed_but_metadata_and_multicast_stay_closed() -> None:
    private = Policy(allow_private=True)
    for ip in ("127.0.0.1", "10.1.2.3", "::1", "fe80::1", "192.168.0.1"):
        private.check_ip(ip)
    for ip in ("169.254.169.254", "::ffff:169.254.169.254", "fd00:ec2::254", "224.0.0.1", "ff02::1"):
        with pytest.raises(RefusedAddressError):
            private.check_ip(ip)


def test_single_ips_can_be_exempt() -> None:
    policy = Policy(exempt=frozenset(("10.0.0.5",)))
    policy.check_ip("10.0.0.5")
    assert policy.check("http://10.0.0.5/feed") == "http://10.0.0.5/feed"
    with pytest.raises(RefusedAddressError):
        policy.check_ip("10.0.0.6")


SPELLINGS = {
    "https://example.org": "https://example.org/",
    "HTTP://Example.ORG/A?b=C#d": "http://example.org/A?b=C",
    "  https://example.org/x  ": "https://example.org/x",
    "https://example.org./x": "https://example.org/x",
    "https://example.org:443/x": "https://example.org/x",
    "http://example.org:443/x": "http://example.org:443/x",
    "http://example.org:/x": "http://example.org/x",
    "https://bücher.example/ä": "https://xn--bcher-kva.example/ä",
    "https://faß.example/": "https://xn--fa-hia.example/",
    "https://ｅｘａｍｐｌｅ．org/": "https://example.org/",
    "http://8.8.8.8/": "http://8.8.8.8/",
    "http://[2606:4700:0::1111]/": "http://[2606:4700::1111]/",
    "https://example.org?q": "https://example.org/?q",
}


@pytest.mark.parametrize(("written", "plain"), SPELLINGS.items())
def test_an_address_has_one_plain_spelling(written: str, plain: str) -> None:
    assert PUBLIC.check(written) == plain
    assert PUBLIC.check(plain) == plain


REFUSED = {
    "": "no web address",
    "example.org/x": "no web address",
    "ftp://example.org/": "no web address",
    "file:///etc/passwd": "no web address",
    "gopher://example.org/": "no web address",
    "javascript:alert(1)": "no web address",
    "data:text/html,x": "no web address",
    "http://": "no host name",
    "http:///x": "no host name",
    "http://-x-.org/": "no host name",
    "http://a..org/": "no host name",
    "http://exa_mple!.org/": "no host name",
    f"http://{'a' * 64}.org/": "no host name",
    f"http://{'a.' * 130}org/": "no host name",
    "http://[::1/": "no address",
    "http://[::g]/": "no (address|host name)",
    "http://user@example.org/": "user name",
    "http://user:secret@example.org/": "user name",
    "http://example.org@127.0.0.1/": "user name",
    "http://127.0.0.1:80@example.org/": "user name",
    "http://example.org:8080/": "Port 8080",
    "http://example.org:0/": "Port 0",
    "http://example.org:22/": "Port 22",
    "http://example.org:99999/": "port",
    "http://example.org:x/": "port",
    "http://127.0.0.1/": "this very machine",
    "http://127.0.0.1./": "this very machine",
    "http://2130706433/": "no host name",
    "http://0x7f000001/": "no host name",
    "http://0x7f.0.0.1/": "no host name",
    "http://017700000001/": "no host name",
    "http://0177.0.0.1/": "no host name",
    "http://127.1/": "no host name",
    "http://127.0.1/": "no host name",
    "http://127.0.0.1.5/": "no host name",
    "http://1.2.3.0x4/": "no host name",
    "http://①②⑦.0.0.1/": "this very machine",
    "http://127。0。0。1/": "this very machine",
    "http://１２７.0.0.1/": "this very machine",
    "http://[::1]/": "this very machine",
    "http://[::ffff:127.0.0.1]/": "disguise",
    "http://[0:0:0:0:0:ffff:7f00:1]/": "disguise",
    "http://[64:ff9b::7f00:1]/": "disguise",
    "http://[fe80::1%25eth0]/": "no host name|link-local",
    "http://169.254.169.254/latest/meta-data/": "metadata",
    "http://localhost/": "inside a network",
    "http://LOCALHOST./": "inside a network",
    "http://app.localhost/": "inside a network",
    "http://metadata.google.internal/": "inside a network",
    "http://printer.local/": "inside a network",
    "http://router/": "inside a network",
    "http://x.home.arpa/": "inside a network",
    "http://example.org\\@127.0.0.1/": "backslash",
    "http://exa mple.org/": "space",
    "http://example.org/a\nHost: x": "space",
    "http://exam\tple.org/": "space",
    "http://example.org/\x00": "space",
    "http://example.org/\ud800": "control",
    f"http://example.org/{'a' * MAX_LENGTH}": "longer than",
}


@pytest.mark.parametrize(("url", "why"), REFUSED.items(), ids=[repr(url)[:50] for url in REFUSED])
def test_odd_addresses_are_refused_with_the_reason(url: str, why: str) -> None:
    with pytest.raises(RefusedAddressError, match=why) as caught:
        PUBLIC.check(url)
    assert "secret" not in str(caught.value)
    assert "\n" not in str(caught.value)
    assert str(caught.value).endswith(".")


def test_ports_can_be_allowed() -> None:
    policy = Policy(ports=frozenset((80, 8080)))
    assert policy.check("http://example.org:8080/") == "http://example.org:8080/"
    with pytest.raises(RefusedAddressError, match="Port 443"):
        policy.check("https://example.org/")


def test_where_private_addresses_are_allowed_names_and_ports_are_free_too() -> None:
    assert Policy(allow_private=True).check("http://localhost:8000/x") == "http://localhost:8000/x"


_PATHS = st.lists(st.sampled_from(["%2e", "%00", "%ff", "..", "/", "?", "#", ":", "@", "ä", "[", "]", "%", "a", "|"]))


@settings(deadline=None)
@given(_PATHS.map(lambda pieces: "http://example.org/" + "".join(pieces)))
def test_the_host_that_was_checked_is_the_host_that_is_asked(url: str) -> None:
    plain = PUBLIC.check(url)
    assert URL(plain).raw_host == "example.org"


@settings(deadline=None)
@given(st.text() | st.from_regex(r"https?://[^/\s]{1,40}(/.*)?", fullmatch=True))
def test_any_text_is_refused_or_has_a_spelling_that_stays(url: str) -> None:
    try:
        plain = PUBLIC.check(url)
    except RefusedAddressError:
        return
    assert PUBLIC.check(plain) == plain
