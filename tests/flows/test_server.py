"""What Prefect is told before it is imported, and where it keeps its things."""

from __future__ import annotations

import base64
import os
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from flows import server
from flows.settings import Settings


def test_prefect_s_part_of_the_home_is_its_user_s_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "environ", {})
    server.prepare(Settings(home=tmp_path / "home"))
    assert os.environ["PREFECT_HOME"] == str(tmp_path / "home" / "prefect")
    # The secrets of blocks lie there, and the key to them.
    assert (tmp_path / "home" / "prefect").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "home").stat().st_mode & 0o777 == 0o755


@pytest.fixture
def guarded() -> Iterator[str]:
    """The address of an API that lets nobody in but operator:sesame."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            told = self.headers.get("Authorization", "")
            admitted = told == f"Basic {base64.b64encode(b'operator:sesame').decode()}"
            self.send_response(200 if admitted or self.path == "/api/health" else 401)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    found = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=found.serve_forever, args=(0.005,), daemon=True).start()
    yield f"http://127.0.0.1:{found.server_port}/api"
    found.shutdown()
    found.server_close()


def test_who_knows_the_password_is_let_in(guarded: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PREFECT_API_AUTH_STRING", "operator:sesame")
    server.require_admission(guarded)


@pytest.mark.parametrize(("known", "says"), [("", "it is not set"), ("operator:wrong", "those there are others")])
def test_who_does_not_is_told_in_a_line_that_shows_no_password(
    guarded: str, monkeypatch: pytest.MonkeyPatch, known: str, says: str
) -> None:
    monkeypatch.setenv("PREFECT_API_AUTH_STRING", known)
    assert server.answers(guarded)
    with pytest.raises(server.ServerError, match=says) as told:
        server.require_admission(guarded)
    assert "PREFECT_API_AUTH_STRING" in str(told.value)
    assert "wrong" not in str(told.value)
