"""Stand-in for qserv-replica-registry: keeps services that sent a heartbeat in memory, and never removes them by itself."""

import socket
import time

from . import log
from .http_server import HttpServer, Problem, meta_version
from .replica_database import wait_until_usable
from .replica_options import ReplicaOptions
from .runtime import failed

_API_VERSIONS = (52, 55)
_POSTS = {  # path: group of services, name of the entry, place within a worker's entry
    "/worker": ("workers", "worker", "replication"),
    "/qserv-worker": ("workers", "worker", "qserv"),
    "/czar": ("czars", "czar", None),
    "/controller": ("controllers", "controller", None),
}


def main(arguments):
    options = ReplicaOptions("qserv-replica-registry", arguments)
    wait_until_usable(options)
    port = options.number("registry-port")
    try:
        server = HttpServer(port, Registry(options).handle, reports_short_reads=True)
    except OSError:
        raise failed(f"bind: Address already in use (port {port})") from None
    server.start()
    log.info(f"registry is listening on port {port}")


class Registry:
    def __init__(self, options):
        self._instance_id = options["instance-id"]
        self._keys = {"auth_key": options["auth-key"], "admin_auth_key": options["admin-auth-key"]}
        self._services = {"workers": {}, "czars": {}, "controllers": {}}

    def handle(self, request):
        if request.method == "GET":
            return self._get(request)
        if request.method == "POST" and request.path in _POSTS:
            return self._register(request, *_POSTS[request.path])
        kind, _, name = request.path[1:].partition("/")
        if request.method == "DELETE" and kind in ("worker", "czar", "controller") and name:
            self._authorize(request.body())
            self._services[kind + "s"].pop(name, None)
            return {}
        return None

    def _get(self, request):
        if request.path == "/meta/version":
            return meta_version("replication-registry", "", self._instance_id)
        if request.path != "/services":
            return None
        instance_id = request.query.get("instance_id", "")
        if not instance_id:
            raise Problem("required parameter instance_id is missing or empty in the request's query")
        self._check_instance(instance_id)
        return {"services": self._services} | _check_version(request.query.get("version"))

    def _register(self, request, group, kind, part):
        body = request.body()
        self._authorize(body)
        warning = _check_version(body.get("version"))
        entry = body.get(kind)
        if not isinstance(entry, dict) or not entry.get("name") or not entry.get("host-name"):
            raise Problem(f"required parameter {kind} is missing or incomplete in the request's body")
        entry = entry | {
            "host-addr": _resolved(entry["host-name"]),
            "host-addr-peer": request.peer,
            "update-time-ms": int(time.time() * 1000),
        }
        name = entry["name"]
        if name not in self._services[group]:
            log.info(f"new in {group}: {name} at {entry['host-name']}")
        # Replaced as a whole, never changed in place: another thread may be serializing it.
        known = self._services[group].get(name, {})
        self._services[group] = self._services[group] | {name: known | {part: entry} if part else entry}
        return warning

    def _authorize(self, body):
        if "instance_id" not in body:
            raise Problem("required parameter instance_id is missing in the request's body")
        self._check_instance(body["instance_id"])
        for key in ("admin_auth_key", "auth_key"):
            if key in body:
                if body[key] != self._keys[key]:
                    raise Problem(f"the authorization key '{key}' in the request doesn't match the server's")
                return
        raise Problem("none of the authorization keys was found in the request")

    def _check_instance(self, instance_id):
        if instance_id != self._instance_id:
            raise Problem(f"Qserv instance identifier mismatch: client sent '{instance_id}', not '{self._instance_id}'")


def _check_version(version):
    if version is None:
        return {"warning": "No version number was provided in the request."}
    lowest, highest = _API_VERSIONS
    if not str(version).isdecimal() or not lowest <= int(version) <= highest:
        raise Problem(
            "the requested version of the API is not in the range supported by the service",
            {"min_version": lowest, "max_version": highest})
    return {}


def _resolved(host_name):
    try:
        return socket.getaddrinfo(host_name, "http", socket.AF_INET, socket.SOCK_STREAM)[0][4][0]
    except OSError as failure:
        raise Problem(f"failed to resolve the host name {host_name}: {failure}") from None
