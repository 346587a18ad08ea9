"""Heartbeats to the registry, and the small HTTP client that they need."""

import json
import os
import socket
import time

from . import log
from .http_server import API_VERSION

_TIMEOUT_SECONDS = 10


def call(method, host, port, path, body=None):
    """Returns the JSON reply as a map. Raises OSError or ValueError if there is none."""
    content = b"" if body is None else json.dumps(body).encode()
    head = (
        f"{method} {path} HTTP/1.1\r\nHost: {host}:{port}\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(content)}\r\nConnection: close\r\n\r\n")
    with socket.create_connection((host, port), timeout=_TIMEOUT_SECONDS) as connection:
        connection.sendall(head.encode() + content)
        with connection.makefile("rb") as stream:
            reply = stream.read()
    return json.loads(reply.partition(b"\r\n\r\n")[2])


def heartbeats(registry, kind, keys, entry, seconds, on_refusal, *, part=None):
    """Registers entry as `kind` forever; part: its name in the request. An unavailable registry only causes a warning."""
    host, port = registry
    body = keys | {"version": API_VERSION, part or kind: entry}
    was = None
    while True:
        now = _register(host, port, kind, body, on_refusal)
        if now != was or now != "registered":
            (log.info if now == "registered" else log.warn)(f"registry {host}:{port}: {now}")
        was = now
        time.sleep(seconds)


def host_name():
    """Returns the full name of this host; like the real programs, waits until it can be resolved."""
    name = os.uname().nodename
    while True:
        try:
            return socket.getaddrinfo(name, "http", type=socket.SOCK_STREAM, flags=socket.AI_CANONNAME)[0][3] or name
        except OSError:
            log.warn(f"the name {name} of this host cannot be resolved")
            time.sleep(1)


def _register(host, port, kind, body, on_refusal):
    try:
        reply = call("POST", host, port, "/" + kind, body)
    except (OSError, ValueError) as failure:
        return f"not reachable ({failure})"
    if reply.get("success") == 1:
        return "registered"
    on_refusal(reply.get("error"))
    return f"refused ({reply.get('error')})"
