"""The sample's site with faults: a test says which addresses answer otherwise, or not at all, and mends them again."""

from __future__ import annotations

import re
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from flows.sample import reports
from flows.sample.answers import HTML, Answer, Request, page

# What becomes of the sample's answer. None hangs up without one.
Fault = Callable[[Answer], Answer | None]

LAYOUT_CHANGED = ('class="publication-link"', 'class="card__link"')


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), ConnectionError):  # clients are killed here
            super().handle_error(request, client_address)


class FaultySite:
    """`faults` hold for an address, or, when it ends with a star, for all that begin so; `asked` lists the requests."""

    def __init__(self) -> None:
        self.faults: dict[str, Fault] = {}
        self.asked: list[str] = []
        self._server = _Server(("127.0.0.1", 0), self._handler())
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.005,), daemon=True)
        self._thread.start()

    def mend(self) -> None:
        self.faults.clear()
        self.asked.clear()

    def files_asked(self) -> list[str]:
        return [path.rpartition("/")[2] for path in self.asked if path.startswith("/v1/file/")]

    def pages_asked(self) -> list[str]:
        return [path.rpartition("/")[2] for path in self.asked if path.startswith("/provider/")]

    def answer(self, request: Request) -> Answer | None:
        self.asked.append(request.path)
        answer = reports.answer(request) or Answer(404, HTML, b"<h1>Page not found</h1>")
        for path, fault in self.faults.items():
            if request.path == path or (path.endswith("*") and request.path.startswith(path[:-1])):
                return fault(answer)
        return answer

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def log_message(self, *_: object) -> None:
                pass

            def do_GET(self) -> None:
                origin = f"http://{self.headers['Host']}"
                answer = site.answer(Request.of(self.path, origin, self.headers.get("If-None-Match")))
                if answer is None:
                    self.close_connection = True
                    return
                self.send_response(answer.status)
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                if answer.status != 304:
                    self.send_header("Content-Type", answer.content_type)
                    self.send_header("Content-Length", str(len(answer.body)))
                self.end_headers()
                if answer.status != 304:
                    self.wfile.write(answer.body)

        return Handler


@contextmanager
def faulty_site() -> Iterator[FaultySite]:
    site = FaultySite()
    try:
        yield site
    finally:
        site.close()


def fails(status: int = 500) -> Fault:
    return lambda answer: page("An error", "<h1>Something went wrong</h1>", status)


def hangs_up(answer: Answer) -> None:
    """Give no answer."""


def says_not_found(status: int) -> Fault:
    return lambda answer: page("Report not found", "<h1>Report not found</h1>", status)


def is_a_web_page(answer: Answer) -> Answer:
    return page("Maintenance", "<h1>We are working on this service</h1>")


def redirects(target: str) -> Fault:
    return lambda answer: Answer(302, HTML, b"", {"Location": target})


def with_text(old: str, new: str) -> Fault:
    """Put other words in a page, which must be there."""

    def change(answer: Answer) -> Answer:
        assert old.encode() in answer.body
        return replace(answer, body=answer.body.replace(old.encode(), new.encode()))

    return change


def without_report(file_id: str) -> Fault:
    """Leave a report out of an authority's page."""
    day = re.compile(rb'<li class="timeline__day">(?:(?!</li>).)*/v1/file/%s".*?</li>' % file_id.encode(), re.DOTALL)

    def change(answer: Answer) -> Answer:
        body, found = day.subn(b"", answer.body)
        assert found == 1
        return replace(answer, body=body)

    return change


def lists_also(urns: list[str]) -> Fault:
    """Add authorities to the search, which gives its number of results."""
    row = (
        '<li class="search-result"><h3><a href="/provider/44/{0}">Council {0}</a></h3>'
        "<ul><li>Latest report: 01 July 2026</li><li>URN: {0}</li></ul></li>"
    )

    def change(answer: Answer) -> Answer:
        body = answer.body.decode()
        count = re.search(r'results-count">(\d+)<', body)
        assert count
        body = body.replace(count[0], f'results-count">{int(count[1]) + len(urns)}<')
        more = "".join(row.format(urn) for urn in urns)
        return replace(answer, body=body.replace("</ul>\n<span", f"{more}</ul>\n<span").encode())

    return change
