"""Addresses that lead elsewhere, or try to look as if they did not."""

from __future__ import annotations

# {own}: host and port of the source; {port}: its port; {other}: the port of another server on this machine.
ELSEWHERE = (
    "http://evil.example/v1/file/1",
    "//evil.example/v1/file/1",
    "///evil.example/v1/file/1",
    "http:///evil.example/v1/file/1",
    "http:evil.example/v1/file/1",
    "HTTP://EVIL.EXAMPLE/v1/file/1",
    "\\\\evil.example\\v1\\file\\1",
    "/\\evil.example/v1/file/1",
    "http:\\\\evil.example\\v1\\file\\1",
    # user names and passwords
    "http://{own}@evil.example/v1/file/1",
    "http://user:word@evil.example/v1/file/1",
    "http://{own}%40evil.example/v1/file/1",
    "http://evil.example\\@{own}/v1/file/1",
    "http://evil.example#@{own}/v1/file/1",
    "http://evil.example?@{own}/v1/file/1",
    "http://evil.example;@{own}/v1/file/1",
    "http://user@{own}/v1/file/1",
    # ports
    "http://127.0.0.1:{other}/v1/file/1",
    "http://127.0.0.1/v1/file/1",
    "http://127.0.0.1:0/v1/file/1",
    "http://127.0.0.1:99999/v1/file/1",
    "http://127.0.0.1:{port}:{other}/v1/file/1",
    "http://127.0.0.1:-1/v1/file/1",
    "http://127.0.0.1:{port}@evil.example:80/v1/file/1",
    # the same machine by other names and forms
    "http://localhost:{other}/v1/file/1",
    "http://localhost:{port}/v1/file/1",
    "http://2130706433:{other}/v1/file/1",
    "http://0x7f000001:{other}/v1/file/1",
    "http://0177.0.0.1:{other}/v1/file/1",
    "http://127.1:{other}/v1/file/1",
    "http://127.1:{port}/v1/file/1",
    "http://0:{other}/v1/file/1",
    "http://0.0.0.0:{other}/v1/file/1",
    "http://[::1]:{other}/v1/file/1",
    "http://[::ffff:127.0.0.1]:{other}/v1/file/1",
    "http://[::ffff:127.0.0.1]:{port}/v1/file/1",
    "http://[fe80::1%25lo]:{other}/v1/file/1",
    "http://127.0.0.1%2eevil.example/v1/file/1",
    "http://127.0.0.1.evil.example:{port}/v1/file/1",
    "http://evil.127.0.0.1:{port}/v1/file/1",
    # what people cannot tell apart, and what parsers take for something else
    "http://127。0。0。2:{port}/v1/file/1",
    "http://１２７.0.0.1:{other}/v1/file/1",
    "http://evil。example/v1/file/1",
    "http://ⅇvil.example/v1/file/1",
    "http://xn--evl-zqa.example/v1/file/1",
    "http://ev\u00adil.example/v1/file/1",
    "http://ev\til.example/v1/file/1",
    "ht\ntp://evil.example/v1/file/1",
    "http://evil.example\r\nHost: {own}/v1/file/1",
    "http://{own}%0d%0aHost:%20evil.example/v1/file/1",
    "http://{own}%00.evil.example/v1/file/1",
    "http://\u202eelpmaxe.live/v1/file/1",
    # other schemes
    "https://{own}/v1/file/1",
    "https://evil.example/v1/file/1",
    "ftp://{own}/v1/file/1",
    "ftp://evil.example/v1/file/1",
    "file:///etc/passwd",
    "file://evil.example/etc/passwd",
    "gopher://evil.example/1",
    "data:text/html,<p>1</p>",
    "javascript:fetch('http://evil.example/')",
    "jar:http://evil.example!/v1/file/1",
    "unix:///run/evil.sock",
    "http+unix://%2Frun%2Fevil.sock/v1/file/1",
    "blob:http://evil.example/1",
    "view-source:http://evil.example/",
    "http://",
    "http://[",
    "http://[::1",
    "//",
)


def tricks(own: str, other: int) -> list[str]:
    """Return the addresses, for a source at `own` (host:port) and another server's port."""
    values = {"{own}": own, "{port}": own.rpartition(":")[2], "{other}": str(other)}
    made = []
    for trick in ELSEWHERE:
        for name, value in values.items():
            trick = trick.replace(name, value)
        made.append(trick)
    return made
