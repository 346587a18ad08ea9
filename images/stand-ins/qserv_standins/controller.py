"""Stand-in for qserv-replica-master-http: the start, the heartbeats and a few read-only requests, no replication."""

import os
import time
import uuid

from . import folders, log
from .http_server import File, HttpServer, Problem, meta_version
from .registration import call, heartbeats, host_name
from .replica_database import SCHEMA_VERSION, wait_until_usable, with_connection
from .replica_options import ReplicaOptions
from .runtime import Exit, abort

_TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript"}


def main(arguments):
    options = ReplicaOptions("qserv-replica-master-http", arguments)
    database = wait_until_usable(options)
    id = str(uuid.uuid4())
    with_connection(database, options, lambda connection: connection.rows(
        "INSERT INTO controller (id, hostname, pid, start_time) VALUES (%s, %s, %s, %s)",
        id, os.uname().nodename, os.getpid(), int(time.time() * 1000)))
    registry = options["registry-host"], options.number("registry-port")
    _look_for_services(registry, options["instance-id"])
    folders.check(options, ["database-qserv-master-tmp-dir"])
    port = _serve(Controller(options, database, id))
    log.info(f"controller {options['name']} {id} is listening on port {port}")
    entry = {"name": options["name"], "id": id, "port": port, "host-name": host_name()}
    keys = {key: options[key.replace("_", "-")] for key in ("instance_id", "auth_key")}
    heartbeats(registry, "controller", keys, entry, options.number("registry-heartbeat-ival-sec"), lambda refusal: None)


def _look_for_services(registry, instance_id):
    try:
        call("GET", *registry, f"/services?instance_id={instance_id}")
    except (OSError, ValueError) as failure:
        log.warn(f"registry {registry[0]}:{registry[1]} is not reachable: {failure}")


def _serve(controller):
    # The real HTTP server runs in a separate thread, whose exceptions are not caught.
    root = controller.options["http-root"]
    if root and not os.path.isdir(root):
        abort(f"the folder '{root}' of --http-root doesn't exist")
    try:
        server = HttpServer(
            controller.options.number("controller-http-server-port"), controller.handle, reports_short_reads=True)
    except OSError:
        abort("bind: Address already in use")
    server.start()
    return server.port


class Controller:
    def __init__(self, options, database, id):
        self.options, self._database, self._id = options, database, id

    def handle(self, request):
        if request.method == "GET" and request.path == "/meta/version":
            return meta_version(
                "replication-controller", self._id, self.options["instance-id"], database_schema_version=SCHEMA_VERSION)
        if request.method == "GET" and request.path == "/replication/controller":
            rows = self._rows("SELECT id, hostname, pid, start_time FROM controller ORDER BY start_time DESC")
            return {"controllers": [
                {"id": id, "hostname": host, "pid": pid, "start_time": start, "current": int(id == self._id)}
                for id, host, pid, start in rows]}
        if request.method == "GET" and request.path in ("/replication/worker", "/replication/config"):
            workers = [name for (name,) in self._rows("SELECT name FROM config_worker ORDER BY name")]
            return {"workers": workers} if request.path.endswith("worker") else {"config": {"workers": workers}}
        if request.method == "GET" and request.path == "/ingest/trans":
            databases = {}
            for id, name in self._rows("SELECT id, `database` FROM transaction ORDER BY id"):
                entry = databases.setdefault(name, {"is_published": 0, "num_chunks": 0, "transactions": []})
                entry["transactions"].append({"id": id, "database": name, "state": "STARTED"})
            return {"databases": databases}
        if request.path.startswith(("/replication/", "/ingest/", "/export/")):
            raise Problem("this request is not available in the stand-in")
        return self._page(request) if request.method == "GET" else None

    def _rows(self, sql):
        # Blocks while the database is unavailable and then continues, like the real one.
        try:
            return with_connection(self._database, self.options, lambda connection: connection.rows(sql))
        except Exit as end:
            raise Problem(str(end)) from None

    def _page(self, request):
        root = self.options["http-root"]
        path = os.path.realpath(os.path.join(root, request.path.lstrip("/")))
        if os.path.isdir(path):
            path = os.path.join(path, "index.html")
        if not root or not path.startswith(os.path.realpath(root) + "/") or not os.path.isfile(path):
            return None
        with open(path, "rb") as file:
            return File(_TYPES.get(os.path.splitext(path)[1], "application/octet-stream"), file.read())
