"""Stand-in for qserv-czar-http: the checks at start, the heartbeats and both servers. A query goes straight to MariaDB."""

import base64
import os
import re
import signal
import ssl
import time

from . import czar_database, log, mysql
from .boost_options import parse
from .czar_config import CzarConfig
from .http_server import HttpServer, Problem, meta_version
from .option_list import options_of, usage
from .registration import heartbeats, host_name
from .runtime import Exit, abort, hang, start_thread


def main(arguments):
    options = parse("qserv-czar-http", {"h": "help", "v": "verbose"}, arguments)
    if options["help"]:
        print(usage("qserv-czar-http", options_of("qserv-czar-http")))
        return 0
    if options["user"] and not options["password"]:
        abort("the password for the user of the frontend is missing")
    if options["verbose"]:
        for name, value in options.items():
            print(f"{name}: {'********' if name == 'password' and value else value}", flush=True)
    try:
        config, number = _checked(options)
    except (OSError, ValueError, mysql.Refused, mysql.Unreachable) as failure:
        raise Exit(1, f"[CZAR-HTTP-FRONTEND] The application failed, exception: {failure}") from None
    _serve(Czar(options, config, number))
    return None


def _checked(options):
    config = CzarConfig(options["config"])
    czar_database.check_css(config.css)
    czar_database.check_qmeta(config.qmeta)
    number = czar_database.register_czar(config.qmeta, options["czar-name"])
    if "LSST_LOG_CONFIG" not in os.environ:
        raise ValueError("basic_string: construction from null is not valid")
    return config, number


def _serve(czar):
    config, options = czar.config, czar.options
    start_thread(_clean_up, config)
    try:
        management = HttpServer(config.http_port, czar.manage, reports_short_reads=True)
    except OSError:
        hang()
    management.start()
    start_thread(_heartbeats, czar, management.port)
    try:
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls.load_cert_chain(options["ssl-cert-file"], options["ssl-private-key-file"])
        frontend = HttpServer(int(options["port"]), czar.handle, shares_port=True, tls=tls)
    except OSError:
        # The real one aborts or hangs, without a message and with its management port still serving. This one always hangs:
        # the harder case for monitoring.
        hang()
    frontend.start()
    log.info(f"czar {options['czar-name']} ({czar.number}) is listening on port {frontend.port}, management {management.port}")


def _clean_up(config):
    while True:
        time.sleep(config.clean_up_seconds)
        try:
            czar_database.clean_up(config.qmeta)
        except (mysql.Refused, mysql.Unreachable) as failure:
            abort(f"QMeta: {failure}")


def _heartbeats(czar, port):
    config = czar.config
    entry = {"name": czar.options["czar-name"], "id": czar.number, "management-port": port, "host-name": host_name()}

    def refused(reason):
        log.error(f"the registry refused the czar: {reason}")
        abort(f"registration refused: {reason}")

    registry = config.registry_host, config.registry_port
    heartbeats(registry, "czar", config.keys, entry, config.registry_heartbeat_ival_sec, refused)


class Czar:
    def __init__(self, options, config, number):
        self.options, self.config, self.number = options, config, number
        self._running, self._last = {}, 0  # start times in milliseconds by number of the query
        self._basic = "Basic " + base64.b64encode(f"{options['user']}:{options['password']}".encode()).decode()

    def manage(self, request):
        if request.method != "GET":
            return None
        if request.path == "/meta/version":
            return self._version("qserv-czar-manager")
        if request.path not in ("/config", "/status", "/query-progress"):
            return None
        expected = {"instance_id": self.config.keys["instance_id"], "czar": self.options["czar-name"]}
        for name, value in expected.items():
            if not request.query.get(name) or request.query[name] != value:
                raise Problem(f"parameter {name} is missing in the request's query or doesn't match the czar's")
        if request.path == "/query-progress":
            if not int(request.query.get("last_seconds", "0")):
                raise Problem("The cut-off time must be specified")
            return {"queries": [
                {"queryId": id, "status": "EXECUTING", "history": [[start, 1]]}
                for id, start in list(self._running.items())]}
        return {request.path[1:]: {}}

    def handle(self, request):
        if request.method == "GET" and request.path == "/meta/version":
            return self._version("qserv-czar-query-frontend")
        if request.path != "/query" and not request.path.startswith(("/query-async", "/ingest/")):
            return None
        if self.options["user"] and request.headers.get("authorization") != self._basic:
            raise Problem("failed to authenticate the client")
        if request.method != "POST" or request.path != "/query":
            raise Problem("this request is not available in the stand-in")
        return self._query(request.body().get("query", ""))

    def _query(self, sql):
        if re.match(r"\s*select\b(?!.*\bfrom\b)", sql, re.IGNORECASE | re.DOTALL):
            os.kill(os.getpid(), signal.SIGSEGV)  # a null pointer in the real one: never probe it with SELECT 1
        self._last += 1
        id = self._last
        self._running[id] = int(time.time() * 1000)
        try:
            columns, rows = czar_database.query(self.config.qmeta, sql)
        except (mysql.Refused, mysql.Unreachable) as failure:
            raise Problem(str(failure)) from None
        finally:
            del self._running[id]
        return {"schema": [{"column": column} for column in columns], "rows": rows}

    def _version(self, kind):
        return meta_version(kind, self.number, self.config.keys["instance_id"])
