"""A small HTTP/1.1 server that behaves like Qserv's two: status 200 for every application error, 404 for an unknown path."""

import json
import socket
from urllib.parse import parse_qsl, unquote, urlsplit

from . import log
from .runtime import start_thread

API_VERSION = 55
_IDLE_SECONDS = 30
_REASONS = {200: "OK", 404: "Not Found"}


class Problem(Exception):
    """Reported with success 0 and, as always, status 200."""

    def __init__(self, message, details=None):
        super().__init__(message)
        self.details = details or {}


class Request:
    def __init__(self, method, target, headers, content, peer):
        parts = urlsplit(target)
        self.method, self.path, self.headers, self.peer = method, unquote(parts.path), headers, peer
        self.query = dict(parse_qsl(parts.query, keep_blank_values=True))
        self._content = content

    def body(self):
        try:
            body = json.loads(self._content or b"{}")
        except ValueError:
            raise Problem("invalid JSON in the request's body") from None
        if not isinstance(body, dict):
            raise Problem("the request's body is not a JSON object")
        return body


class File:
    """The result of a handler for content that is not JSON."""

    def __init__(self, content_type, content):
        self.content_type, self.content = content_type, content


class HttpServer:
    """handle(request) returns a map for the reply, a File, or None for an unknown path.

    reports_short_reads: Qserv's own server (qhttp) logs an ERROR when a client connects and hangs up, cpp-httplib does not.
    shares_port: cpp-httplib binds with SO_REUSEPORT, so a second process of the same user gets the port without an error.
    """

    def __init__(self, port, handle, *, reports_short_reads=False, shares_port=False, tls=None):
        self._handle, self._tls, self._reports = handle, tls, reports_short_reads
        self._listener = listen(port, shares_port=shares_port)
        self.port = self._listener.getsockname()[1]

    def start(self):
        accept_forever(self._listener, self._serve)

    def _serve(self, connection, peer):
        connection.settimeout(_IDLE_SECONDS)
        if self._tls:
            connection = self._tls.wrap_socket(connection, server_side=True)
        with connection, connection.makefile("rb") as stream:
            first = True
            while self._answer_one(connection, stream, peer, first):
                first = False

    def _answer_one(self, connection, stream, peer, first):
        start = stream.readline(65536).split()
        if len(start) != 3:
            if first and self._reports:
                log.error("header read failed: End of file")
            return False
        headers = dict(_headers(stream))
        content = stream.read(int(headers.get("content-length", 0)))
        request = Request(start[0].decode(), start[1].decode(), headers, content, peer[0])
        keep = headers.get("connection", "").lower() != "close" and start[2] != b"HTTP/1.0"
        connection.sendall(_reply(*self._outcome(request), keep))
        return keep

    def _outcome(self, request):
        try:
            outcome = self._handle(request)
        except Problem as problem:
            outcome = {"success": 0, "error": str(problem), "error_ext": problem.details}
        if outcome is None:
            return 404, File("text/html", b"<html><body>404 Not Found</body></html>")
        if isinstance(outcome, File):
            return 200, outcome
        reply = {"success": 1, "error": "", "error_ext": {}, "warning": ""} | outcome
        return 200, File("application/json", json.dumps(reply).encode())


def meta_version(kind, id, instance_id, **more):
    return {"kind": kind, "id": str(id), "instance_id": instance_id, "version": API_VERSION} | more


def listen(port, *, host="0.0.0.0", shares_port=False):
    """Raises OSError if the port is in use."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT if shares_port else socket.SO_REUSEADDR, 1)
    listener.bind((host, port))
    listener.listen(4096)
    return listener


def accept_forever(listener, serve):
    """Serves each connection in a separate thread, so a faulty client only affects its own."""

    def guarded(connection, peer):
        try:
            with connection:
                serve(connection, peer)
        except (OSError, ValueError):
            pass

    def accept():
        while True:
            start_thread(guarded, *listener.accept())

    start_thread(accept)


def _headers(stream):
    for line in iter(lambda: stream.readline(65536).strip(), b""):
        name, _, value = line.decode("latin-1").partition(":")
        yield name.strip().lower(), value.strip()


def _reply(status, file, keep):
    head = (
        f"HTTP/1.1 {status} {_REASONS[status]}\r\nContent-Type: {file.content_type}\r\n"
        f"Content-Length: {len(file.content)}\r\nConnection: {'keep-alive' if keep else 'close'}\r\n\r\n")
    return head.encode() + file.content
