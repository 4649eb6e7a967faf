"""A receiver of messages on loopback, and the block that sends them there."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

from tests.e2e.serving import Served


@contextmanager
def receiver() -> Iterator[tuple[str, list[dict[str, str]]]]:
    """Receive messages while this lasts: the address, and what was sent there so far."""
    received: list[dict[str, str]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            received.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.005,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", received
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def make_webhook_block(served: Served, url: str, secret: str) -> str:
    """Make the block custom-webhook/outcomes as the page's form does; the address holds a secret."""
    kind = served.ask("/block_types/slug/custom-webhook", method="GET")
    (schema, *_) = served.ask("/block_schemas/filter", {"block_schemas": {"block_type_id": {"any_": [kind["id"]]}}})
    data: dict[str, Any] = {
        "name": "outcomes",
        "url": f"{url}/{{{{secret}}}}",
        "json_data": {"subject": "{{subject}}", "body": "{{body}}"},
        "secrets": {"secret": secret},
    }
    block = {"name": "outcomes", "data": data, "block_type_id": kind["id"], "block_schema_id": schema["id"]}
    served.ask("/block_documents/", block)
    return "custom-webhook/outcomes"
