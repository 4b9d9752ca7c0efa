"""A page by http or https, without letting a page lead us where only this machine or its network may go.

Each hop's host is resolved once, every address of it is checked, and the connection goes to a checked address, so that
a name which resolves differently a moment later changes nothing. The certificate is still checked against the name.
"""

import io
import ipaddress
import re
import socket
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from timeline.readers.base import NotRead, ReadOptions

if TYPE_CHECKING:
    import httpx

_REDIRECTS = (301, 302, 303, 307, 308)
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_Permitted = Callable[[str], bool] | None
_ALLOW = "pass --allow-private if it is meant"


@dataclass(frozen=True, slots=True)
class Page:
    """What a server sent: where it was found after all redirects, its bytes, and what the server calls them."""

    url: str
    stream: BinaryIO
    media_type: str
    charset: str | None


def is_public(address: str) -> bool:
    """Whether an address is one of the public internet, whatever other address it wraps.

    >>> is_public("93.184.215.14"), is_public("127.0.0.1"), is_public("::ffff:10.0.0.1"), is_public("169.254.169.254")
    (True, False, False, False)
    """
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        wrapped = [ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())]
        if ip in _NAT64 or int(ip) < 1 << 32:
            wrapped.append(ipaddress.IPv4Address(int(ip) & 0xFFFF_FFFF))
        for inner in wrapped:
            if inner is not None and not is_public(str(inner)):
                return False
        if ip.ipv4_mapped:
            return True
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def fetch(url: str, options: ReadOptions, permitted: Callable[[str], bool] = is_public) -> Page:
    """The page at a URL; each address that it or a redirect leads to must be permitted, or ``options`` allow any.

    Raises:
        NotRead: If it may not be fetched, cannot be, or is longer than ``options.max_bytes``.
    """
    import httpx

    from timeline import __version__

    until = time.monotonic() + options.deadline
    agent = {"user-agent": f"timeline/{__version__}", "accept-encoding": "gzip, deflate"}
    seen: list[str] = []
    # trust_env: a proxy of the environment would connect to addresses that nobody checked
    with httpx.Client(timeout=options.timeout, follow_redirects=False, trust_env=False, headers=agent) as client:
        while len(seen) <= options.max_redirects:
            try:
                target = httpx.URL(url)
                with closing(_answer(client, target, None if options.allow_private else permitted)) as response:
                    if response.status_code in _REDIRECTS and (onward := response.headers.get("location")):
                        seen.append(url)
                        url = str(target.join(onward))
                        continue
                    return _page(url, response, options, until)
            except httpx.TimeoutException:
                raise NotRead(f"did not answer within {options.timeout:g} seconds", "try again later") from None
            except (httpx.InvalidURL, UnicodeError, ValueError):
                raise NotRead(f"is no address that can be fetched{_through(seen, url)}") from None
            except httpx.HTTPError as wrong:
                raise NotRead(f"could not be fetched: {wrong or type(wrong).__name__}{_through(seen, url)}") from None
    raise NotRead(f"redirects more than {options.max_redirects} times, last to {url}", "pass the page's own address")


def _through(seen: list[str], url: str) -> str:
    return f" (redirected to {url})" if seen else ""


def _answer(client: "httpx.Client", target: "httpx.URL", permitted: _Permitted) -> "httpx.Response":
    """The response of one hop, its body not yet read, from the first checked address that takes the connection."""
    import httpx

    if target.scheme not in ("http", "https") or not target.host:
        raise NotRead(f"is not http or https: {target}", "give a path for a file")
    if target.userinfo:
        raise NotRead("has a name and password in it, which would be kept with the document", "leave them out")
    failed: httpx.HTTPError | None = None
    for address in _checked(target, permitted):
        request = client.build_request(
            "GET",
            target.copy_with(host=address, fragment=None),
            headers={"host": target.netloc.decode("ascii")},
            extensions={"sni_hostname": target.raw_host.decode("ascii")},
        )
        try:
            return client.send(request, stream=True)
        except httpx.ConnectError as wrong:
            failed = wrong
    raise failed or NotRead(f"has no address: {target.host}")


def _checked(target: "httpx.URL", permitted: _Permitted) -> list[str]:
    """The addresses of a host, each of them one that may be reached."""
    port = target.port or (443 if target.scheme == "https" else 80)
    try:
        found = socket.getaddrinfo(target.host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise NotRead(f"has no such host: {target.host}", "check its spelling and your connection") from None
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    for address in addresses:
        if permitted and not permitted(address):
            raise NotRead(f"leads to {address}, which is not on the public internet", _ALLOW)
    return addresses


def _page(url: str, response: "httpx.Response", options: ReadOptions, until: float) -> Page:
    if response.status_code != 200:
        raise NotRead(f"answered {response.status_code} {response.reason_phrase}".rstrip())
    body = io.BytesIO()
    for piece in response.iter_bytes():  # as it arrives, so that a trickle is seen
        body.write(piece)
        if body.tell() > options.max_bytes:
            raise NotRead(f"is longer than {options.max_bytes:,} bytes", "raise the limit with --max-bytes")
        if time.monotonic() > until:
            raise NotRead(f"was not read to its end within {options.deadline:g} seconds", "try again later")
    body.seek(0)
    kind = response.headers.get("content-type", "")
    charset = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", kind, re.IGNORECASE)
    return Page(url, body, kind.partition(";")[0].strip().lower(), charset[1] if charset else None)
