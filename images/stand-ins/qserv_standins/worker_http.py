"""Stand-in for qserv-worker-http. Simulates startup, both HTTP servers, the database lock and the heartbeats. Runs no queries."""

import os
import signal
import time
import uuid

from . import log, mysql
from .boost_options import parse
from .http_server import File, HttpServer, Problem, meta_version
from .registration import heartbeats, host_name
from .runtime import Exit, hang, start_thread
from .worker_config import WorkerConfig

_WITHOUT_PARAMETERS = ("/replicas",)
_WITH_PARAMETERS = ("/config", "/mysql", "/status", "/files")
_PROTECTED = {
    "POST": ("/replicas", "/replica", "/queryjob", "/querystatus"), "DELETE": ("/replica",), "PUT": ("/inventory",)}


def main(arguments):
    options = parse("qserv-worker-http", {"c": "config", "h": "help"}, arguments)
    try:
        config = WorkerConfig(options["config"])
    except (OSError, ValueError) as failure:
        raise Exit(1, f"[WORKER] The application failed, exception: {failure}") from None
    # The real program crashes if LSST_LOG_CONFIG is unset.
    if "LSST_LOG_CONFIG" not in os.environ:
        os.kill(os.getpid(), signal.SIGSEGV)
    # From here on, the destructor of the schedulers never returns, so after a failure the program logs a message and hangs.
    try:
        _start(config)
    except (OSError, ValueError, mysql.Refused, mysql.Unreachable) as failure:
        _say(f"[WORKER] The application failed, exception: {failure}")
        hang()
    return None


def _say(message):
    os.write(2, (message + "\n").encode())


def _start(config):
    if not config.reserved > config.maximum - config.reserved:
        raise ValueError(f"reservedinteractivesqlconn {config.reserved} of {config.maximum} is invalid")
    connection = mysql.Connection(config.address)
    _wait_for_schema(connection)
    name = connection.value("SELECT id FROM qservw_worker.Id")
    full_name = host_name()
    results = HttpServer(0, lambda request: _result(config.results, request))
    os.makedirs(config.results, exist_ok=True)
    if config.cleans_up:
        for file in os.listdir(config.results):
            os.unlink(os.path.join(config.results, file))
    results.start()
    try:
        management = HttpServer(config.http_port, Management(config, name).handle, reports_short_reads=True)
    except OSError:
        log.error("acceptor bind: Address already in use")
        hang()
    _lock(connection)
    management.start()
    log.info(f"worker {name} is listening on port {management.port}, results {results.port}")
    entry = {
        "name": name, "host-name": full_name, "management-port": management.port, "management-host-name": full_name,
        "data-port": results.port}
    heartbeats(config.registry, "qserv-worker", config.keys, entry, config.heartbeat_seconds, lambda refusal: None, part="worker")


def _wait_for_schema(connection):
    while True:
        try:
            connection.rows("SELECT db FROM qservw_worker.Dbs")
            return
        except mysql.Refused as failure:
            log.warn(f"cannot read the databases of the worker: {failure}")
            time.sleep(1)


def _lock(connection):
    """Takes the lock in the database. A worker that loses it to another one exits."""
    own = str(uuid.uuid4())
    for statement in (
            "CREATE DATABASE IF NOT EXISTS q_memoryLockDb",
            "CREATE TABLE IF NOT EXISTS q_memoryLockDb.memoryLockTbl (keyId INT UNIQUE, uid CHAR(36)) ENGINE = MEMORY"):
        connection.rows(statement)
    connection.rows("REPLACE INTO q_memoryLockDb.memoryLockTbl VALUES (1, %s)", own)

    def watch():
        while True:
            time.sleep(1)
            try:
                if connection.value("SELECT uid FROM q_memoryLockDb.memoryLockTbl WHERE keyId = 1") != own:
                    log.error("another worker has taken the lock of this database")
                    os._exit(1)
            except (mysql.Refused, mysql.Unreachable):
                pass

    start_thread(watch)


def _result(directory, request):
    path = os.path.join(directory, os.path.basename(request.path))
    if not os.path.isfile(path):
        return None
    if request.method == "DELETE":
        os.unlink(path)
        return {}
    with open(path, "rb") as file:
        return File("application/octet-stream", file.read())


class Management:
    def __init__(self, config, name):
        self._config, self._name = config, name

    def handle(self, request):
        if request.method == "GET" and request.path == "/meta/version":
            return meta_version("qserv-worker-manager", self._name, self._config.keys["instance_id"])
        if request.path in _PROTECTED.get(request.method, ()):
            return self._protected(request)
        if request.method == "GET" and request.path in _WITHOUT_PARAMETERS:
            return {request.path[1:]: {}}
        if (request.method, request.path) == ("POST", "/echo") or request.method == "GET" and request.path in _WITH_PARAMETERS:
            return self._described(request)
        return None

    def _described(self, request):
        expected = {"instance_id": self._config.keys["instance_id"], "worker": self._name}
        for name, value in expected.items():
            if not request.query.get(name) or request.query[name] != value:
                raise Problem(f"parameter {name} is missing in the request's query or doesn't match the worker's")
        if request.path != "/mysql":
            return {request.path[1:]: {}}
        try:
            with mysql.Connection(self._config.address) as connection:
                return {"queries": {"columns": [], "rows": len(connection.rows("SHOW PROCESSLIST"))}}
        except (mysql.Refused, mysql.Unreachable) as failure:
            raise Problem(str(failure)) from None

    def _protected(self, request):
        if request.body().get("auth_key") != self._config.keys["auth_key"]:
            raise Problem("the authorization key in the request doesn't match the server's")
        return {}
