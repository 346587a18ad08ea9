"""Stand-in for qserv-replica-worker. Simulates startup, the five ports and the heartbeats. Does not replicate or ingest."""

from . import folders, log, mysql
from .http_server import HttpServer, Problem, accept_forever, listen, meta_version
from .registration import heartbeats, host_name
from .replica_database import wait_until_usable, with_connection
from .replica_options import ReplicaOptions
from .runtime import abort, failed

_FOLDERS = ["worker-data-dir", "worker-loader-tmp-dir", "worker-exporter-tmp-dir", "worker-http-loader-tmp-dir"]
_REGISTERED = [
    "svc-port", "fs-port", "data-dir", "loader-port", "loader-tmp-dir", "exporter-port", "exporter-tmp-dir", "http-loader-port",
    "http-loader-tmp-dir"]


def main(arguments):
    options = ReplicaOptions("qserv-replica-worker", arguments)
    wait_until_usable(options)
    name = _own_name(options)
    folders.check(options, _FOLDERS)
    _open_ports(options, name)
    log.info(f"worker {name} is listening")
    registry = options["registry-host"], options.number("registry-port")
    entry = {"name": name, "host-name": host_name()} | {key: _typed(options["worker-" + key]) for key in _REGISTERED}
    keys = {key: options[key.replace("_", "-")] for key in ("instance_id", "auth_key")}
    heartbeats(registry, "worker", keys, entry, options.number("registry-heartbeat-ival-sec"), lambda refusal: None)


def _own_name(options):
    try:
        address = mysql.address_of(options["qserv-worker-db"])
    except ValueError as error:
        raise failed(error) from None
    address.database = "qservw_worker"  # whatever the URL says
    name = with_connection(address, options, lambda connection: connection.value("SELECT id FROM Id"))
    if name is None:
        raise failed("the worker's identifier can't be read: result set is empty")
    return name


def _open_ports(options, name):
    services = {
        "/meta/version": lambda kind: meta_version(kind, name, options["instance-id"]),
    }

    def handler(kind, prefix):
        def handle(request):
            if request.method == "GET" and request.path in services:
                return services[request.path](kind)
            if request.path.startswith(prefix):
                raise Problem("this request is not available in the stand-in")
            return None

        return handle

    try:
        _discard_input(options.number("worker-svc-port"))
    except OSError:
        raise failed("bind: Address already in use") from None
    # From here on threads are joinable, so an exception becomes std::terminate.
    try:
        _discard_input(options.number("worker-fs-port"))
        _discard_input(options.number("worker-loader-port"))
        ingest = handler("replication-worker-ingest", "/ingest/")
        HttpServer(options.number("worker-http-loader-port"), ingest, shares_port=True).start()
        export = handler("replication-worker-exporter", "/worker/export/")
        HttpServer(options.number("worker-exporter-port"), export, shares_port=True).start()
    except OSError:
        abort("terminate called without an active exception")


def _discard_input(port):
    """Listens on a port and discards what it receives. The real protocol is binary, so checks can only connect."""

    def read_until_closed(connection, peer):
        while connection.recv(65536):
            pass

    accept_forever(listen(port), read_until_closed)


def _typed(value):
    return int(value) if value.isdecimal() else value
