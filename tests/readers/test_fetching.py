"""Pages from a server of our own on 127.0.0.1, and addresses that must never be asked."""

import gzip
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

from readers.files import lone_problem, one, reading
from timeline import __version__
from timeline.readers._intake.fetching import fetch, is_public
from timeline.readers.base import NotRead, ReadOptions

PAGE = (
    "<!DOCTYPE html><html lang='en'><head><title>The river rose</title>"
    "<meta property='article:published_time' content='2024-12-07T10:02:00+03:00'></head>"
    "<body><article><h1>The river rose</h1><p>"
    + "It rained all day in the valley. " * 20
    + "</p></article></body></html>"
)
BOMB = gzip.compress(b"x" * 30_000_000)


class Handler(BaseHTTPRequestHandler):
    asked: ClassVar[list[tuple[str, str, str]]] = []

    def do_GET(self) -> None:
        Handler.asked.append((self.path, self.headers["host"], self.headers["user-agent"]))
        kind, body, status, headers = "text/html; charset=utf-8", PAGE.encode(), 200, {}
        match self.path.split("?")[0]:
            case "/text":
                kind, body = "text/plain; charset=iso-8859-1", "Caf\xe9.".encode("latin-1")
            case "/lines.jsonl":
                kind, body = "application/octet-stream", b'{"id": 1, "text": "a"}\n{"id": 2, "text": "b"}\n'
            case "/notes.md":
                kind, body = "text/plain", b"# The river\n\nIt rained."
            case "/image":
                kind, body = "image/png", b"\x89PNG"
            case "/packed":
                body, headers = gzip.compress(body), {"Content-Encoding": "gzip"}
            case "/bomb":
                body, headers = BOMB, {"Content-Encoding": "gzip"}
            case "/gone":
                status = 404
            case "/moved":
                status, headers = 301, {"Location": "/page?from=moved"}
            case "/round":
                status, headers = 302, {"Location": "/round"}
            case "/inside":
                status, headers = 302, {"Location": "http://169.254.169.254/latest/meta-data"}
            case "/to-file":
                status, headers = 302, {"Location": "file:///etc/hostname"}
            case "/slow":
                time.sleep(1)
            case "/drip":
                headers = {"X-Drip": "1"}
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        try:
            if "X-Drip" in headers:
                for byte in body[:100]:
                    self.wfile.write(bytes([byte]))
                    time.sleep(0.1)
            else:
                self.wfile.write(body)
        except OSError:
            pass  # the reader has hung up, as it should

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=running.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{running.server_port}"
    running.shutdown()
    running.server_close()


def test_a_page_is_fetched_under_our_own_name(server: str) -> None:
    document = one(f"{server}/page#part", allow_private=True)
    assert document.title == "The river rose"
    assert document.published
    assert document.published.first_day == "2024-12-07"
    assert document.url == document.address == f"{server}/page#part"
    path, host, agent = Handler.asked[-1]
    assert (path, host, agent) == ("/page", server.removeprefix("http://"), f"timeline/{__version__}")


def test_what_the_server_calls_it_decides_its_format_and_charset(server: str) -> None:
    assert one(f"{server}/text", allow_private=True).text == "Café."
    assert [d.address for d in reading(f"{server}/lines.jsonl", allow_private=True)[0]] == [
        f"{server}/lines.jsonl#1",
        f"{server}/lines.jsonl#2",
    ]
    assert one(f"{server}/notes.md", allow_private=True).title == "The river"
    assert "rained" in one(f"{server}/packed", allow_private=True).text


def test_a_redirect_leads_to_the_address_that_is_kept(server: str) -> None:
    assert one(f"{server}/moved", allow_private=True).url == f"{server}/page?from=moved"


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/image", "is of a type that cannot be read, image/png"),
        ("/gone", "answered 404 Not Found"),
        ("/round", "redirects more than 5 times"),
        ("/to-file", "is not http or https: file:/etc/hostname"),
        ("/bomb", "is longer than 20,000,000 bytes"),
        ("/slow", "did not answer within 0.3 seconds"),
        ("/drip", "was not read to its end within 1 seconds"),
    ],
)
def test_what_cannot_be_fetched_is_one_line(server: str, path: str, said: str) -> None:
    patience = {"timeout": 0.3, "deadline": 1.0} if path in ("/slow", "/drip") else {}
    problem = lone_problem(server + path, allow_private=True, **patience)
    assert problem.where == server + path
    assert problem.what.startswith(said)


def test_a_server_that_is_not_there_is_one_line() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert lone_problem(f"http://127.0.0.1:{port}/", allow_private=True).what.startswith("could not be fetched: ")


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "127.1", "2130706433", "0x7f000001", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0",
     "10.0.0.1", "192.168.1.1", "169.254.169.254", "224.0.0.1", "100.64.0.1", "[fe80::1]", "[fd00::1]",
     "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "240.0.0.1"],
)  # fmt: skip
def test_an_address_that_is_not_public_is_never_asked(server: str, host: str) -> None:
    before = len(Handler.asked)
    problem = lone_problem(f"http://{host}:{server.rpartition(':')[2]}/page")
    assert "is not on the public internet" in problem.what or "has no such host" in problem.what, problem
    assert len(Handler.asked) == before


def test_each_hop_of_a_redirect_is_checked(server: str) -> None:
    with pytest.raises(NotRead, match=r"leads to 169\.254\.169\.254, which is not on the public internet"):
        fetch(f"{server}/inside", ReadOptions(), lambda address: address == "127.0.0.1" or is_public(address))


def test_the_address_that_was_checked_is_the_one_that_is_asked(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that leads elsewhere when it is asked again changes nothing: it is asked once."""
    port = int(server.rpartition(":")[2])
    answers = [[(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]]
    real = socket.getaddrinfo

    def resolved(host: str, *args: object, **kwargs: object) -> object:
        return answers.pop() if host == "rebinding.example" else real(host, *args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", resolved)
    document = one(f"http://rebinding.example:{port}/page", allow_private=True)
    assert document.url == f"http://rebinding.example:{port}/page"
    assert Handler.asked[-1][1] == f"rebinding.example:{port}"
    assert answers == []


def test_a_password_is_not_kept_with_a_document(server: str) -> None:
    problem = lone_problem(server.replace("//", "//me:secret@") + "/page", allow_private=True)
    assert problem.what.startswith("has a name and password in it")


@pytest.mark.parametrize("address", ["1.1.1.1", "93.184.215.14", "2606:4700::1111", "::ffff:1.1.1.1"])
def test_the_public_internet_is_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "url", ["http://", "http:///path", "http://exa mple.org/", "http://[::1", "https://x" + "y" * 300 + ".org/"]
)
def test_what_is_no_url_is_one_line(url: str) -> None:
    assert lone_problem(url).skipped
