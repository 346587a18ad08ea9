#!/usr/bin/python3 -IB
"""Checks the stand-ins against the contract of the real programs: runs inside their image, with its own MariaDB.

Prints one line per check; exits with 1 if one fails. Requires only a writable /tmp, and runs as any user.
"""

import base64
import concurrent.futures
import itertools
import json
import os
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.realpath(__file__))
sys.path.insert(0, HERE)

from qserv_standins import mysql
from qserv_standins.registration import call

WORK = tempfile.mkdtemp(prefix="check-")
CANARY = "canary-of-the-check"
_ports = itertools.count(20100)
_database_names = itertools.count(1)

REPLICATION_TABLES = """
CREATE TABLE QMetadata (metakey CHAR(64) PRIMARY KEY, value TEXT);
CREATE TABLE config_worker (name VARCHAR(255) PRIMARY KEY);
CREATE TABLE config_database_family (name VARCHAR(255) PRIMARY KEY);
CREATE TABLE config_database (`database` VARCHAR(255) PRIMARY KEY);
CREATE TABLE config_database_table (`database` VARCHAR(255));
CREATE TABLE config_database_table_schema (`database` VARCHAR(255));
CREATE TABLE controller (id VARCHAR(255) PRIMARY KEY, hostname VARCHAR(255), pid INT, start_time BIGINT UNSIGNED)
"""
CZAR_TABLES = """
CREATE TABLE QMetadata (metakey CHAR(64) PRIMARY KEY, value TEXT);
CREATE TABLE QCzar (czarId INT AUTO_INCREMENT PRIMARY KEY, czar CHAR(63), active BIT NOT NULL);
CREATE TABLE QInfo (queryId BIGINT PRIMARY KEY, czarId INT, status CHAR(16));
CREATE TABLE QTable (queryId BIGINT);
CREATE TABLE QProgress (queryId BIGINT);
CREATE TABLE kvData (kvId INT AUTO_INCREMENT PRIMARY KEY, kvKey CHAR(255) UNIQUE, kvVal TEXT, parentKvId INT)
"""


class Server:
    """The MariaDB of the check. Its port is fixed from the start, so programs can wait for it."""

    def __init__(self):
        self.port = next(_ports)
        self._directory = os.path.join(WORK, "mysql")
        self._install()

    def _install(self):
        subprocess.run(
            ["mariadb-install-db", "--no-defaults", f"--datadir={self._directory}", "--auth-root-authentication-method=normal",
             "--skip-test-db", "--innodb-log-file-size=8M", *_user_option()],
            check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def start(self):
        self._process = subprocess.Popen(
            [shutil.which("mariadbd", path=os.environ["PATH"] + ":/usr/sbin"), "--no-defaults", f"--datadir={self._directory}",
             f"--port={self.port}", f"--socket={WORK}/mysql.sock", f"--pid-file={WORK}/mysql.pid",
             "--innodb-log-file-size=8M", "--bind-address=127.0.0.1", *_user_option()],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        until(self._reachable, 30)

    def stop(self):
        self._process.terminate()
        self._process.wait()

    def admin(self, *statements, database=""):
        address = mysql.Address("localhost", 0, "root", "", database, f"{WORK}/mysql.sock")
        with mysql.Connection(address) as connection:
            for statement in statements:
                connection.rows(statement)

    def database(self, tables, version):
        """Creates a separate database for one check; version None omits the row."""
        name = f"check{next(_database_names)}"
        statements = [line for line in tables.split(";\n") if line.strip()]
        if version is not None:
            statements.append(f"INSERT INTO QMetadata VALUES ('version', '{version}')")
        self.admin(f"CREATE DATABASE {name}")
        self.admin(*statements, database=name)
        return name

    def url(self, name, user="qserv", password=CANARY):
        return f"mysql://{user}:{password}@127.0.0.1:{self.port}/{name}"

    def _reachable(self):
        try:
            self.admin("SELECT 1")
            return True
        except mysql.Unreachable:
            return False


class Program:
    """A running stand-in with its output in a file."""

    def __init__(self, name, *arguments, environment=None):
        self._output = tempfile.NamedTemporaryFile(dir=WORK, delete=False)
        self.process = subprocess.Popen(
            [name, *arguments], stdin=subprocess.DEVNULL, stdout=self._output, stderr=self._output,
            env={"PATH": os.environ["PATH"]} | (environment or {}))

    def code(self, seconds=10):
        """Returns the exit code of Popen, or `runs`."""
        try:
            return self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            return "runs"

    def output(self):
        with open(self._output.name, encoding="utf-8") as file:
            return file.read()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()


def until(condition, seconds=10):
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise AssertionError("the condition is not true after the timeout")
        time.sleep(0.02)


def equal(actual, expected):
    assert actual == expected, f"{actual!r}, not {expected!r}"


def contains(text, part):
    assert part in text, f"{part!r} is not in {text!r}"


def ends(expected, name, *arguments, seconds=10, says="", environment=None):
    with Program(name, *arguments, environment=environment) as program:
        equal(program.code(seconds), expected)
        contains(program.output(), says)
        assert CANARY not in program.output(), "the output shows a password"


def is_open(port):
    with socket.socket() as client:
        return client.connect_ex(("127.0.0.1", port)) == 0


def get(port, path):
    return call("GET", "127.0.0.1", port, path)


def https(port, path, method="GET", body="", headers=""):
    context = ssl._create_unverified_context()
    with socket.create_connection(("127.0.0.1", port), timeout=5) as plain, context.wrap_socket(plain) as client:
        client.sendall(
            f"{method} {path} HTTP/1.1\r\nConnection: close\r\n{headers}Content-Length: {len(body)}\r\n\r\n{body}".encode())
        reply = b"".join(iter(lambda: client.recv(65536), b""))
    return json.loads(reply.partition(b"\r\n\r\n")[2])


def answers_https(port):
    try:
        return https(port, "/meta/version")["success"] == 1
    except OSError:
        return False


def blocked(port):
    listener = socket.socket()
    listener.bind(("0.0.0.0", port))
    listener.listen()
    return listener


def certificate():
    """Created once, by the main thread."""
    files = os.path.join(WORK, "cert.pem"), os.path.join(WORK, "key.pem")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=check", "-out", files[0],
         "-keyout", files[1]], check=True, stderr=subprocess.DEVNULL)
    return files


def _user_option():
    return ["--user=root"] if os.getuid() == 0 else []


# --- the replica programs -------------------------------------------------------------------------------------------------------

REPLICA_PROGRAMS = ("qserv-replica-registry", "qserv-replica-master-http", "qserv-replica-worker")


def replica_arguments(url, port, *more):
    """Arguments for all three programs; port is that of the started one."""
    directory = os.path.join(WORK, "ingest")
    ports = [f"--worker-{name}-port={next(_ports)}" for name in ("svc", "fs", "loader", "exporter")]
    return [
        f"--config={url}", "--instance-id=check", "--auth-key=" + CANARY, "--db-reconnect-timeout=20", f"--registry-port={port}",
        "--registry-host=127.0.0.1", f"--controller-http-server-port={port}", f"--worker-http-loader-port={port}", *ports,
        f"--database-qserv-master-tmp-dir={directory}", f"--worker-data-dir={directory}", f"--worker-loader-tmp-dir={directory}",
        f"--worker-exporter-tmp-dir={directory}", f"--worker-http-loader-tmp-dir={directory}", *more]


def check_command_line(server):
    """--help 1; unknown option, unknown flag, value in a separate argument, flag with a value, no number: 2"""
    for name in REPLICA_PROGRAMS:
        ends(1, name, "--debug", "--help", says="Usage")
        for wrong in (["--nonsense=1"], ["--nonsense"], ["--config", "mysql://a@b/c"], ["--debug=1"], ["word"],
                      ["--schema-upgrade-wait=x"]):
            ends(2, name, *wrong, says="Usage")


def check_bad_values(server):
    """a bad URL, a port that is 0 or no number, a zero timeout: 1; an empty value is ignored"""
    url = server.url(server.database(REPLICATION_TABLES, 15))
    ends(1, "qserv-replica-registry", "--config=nonsense", says="the application failed")
    ends(1, "qserv-replica-registry", f"--config={url}", "--registry-port=abc")
    ends(1, "qserv-replica-registry", f"--config={url}", "--registry-port=0")
    ends(1, "qserv-replica-registry", f"--config={url}", "--db-reconnect-timeout=0")
    with Program("qserv-replica-registry", *replica_arguments(url, port := next(_ports)), "--registry-host=") as program:
        until(lambda: is_open(port))
        equal(program.code(0), "runs")


def check_server_absent(server):
    """no server: 1 at once without reconnects, 1 after the timeout with them"""
    nowhere = f"--config=mysql://u@127.0.0.1:{next(_ports)}/d"
    ends(1, "qserv-replica-registry", nowhere, "--db-allow-reconnect=0", seconds=2)
    started = time.monotonic()
    ends(1, "qserv-replica-worker", nowhere, "--db-reconnect-timeout=2", says="connection timeout has expired")
    assert time.monotonic() - started >= 2


def check_access(server):
    """access denied and unknown database: 1 at once, though waiting is on"""
    for url in (server.url("check1", password="wrong"), server.url("nonsense"), server.url("mysql", user="stranger")):
        for name in REPLICA_PROGRAMS:
            ends(1, name, *replica_arguments(url, next(_ports)), seconds=3, says="the application failed")


def check_schema_wait_off(server):
    """schema absent, without a version, older: 1 at once with --schema-upgrade-wait=0"""
    for tables, version in (("", None), (REPLICATION_TABLES, None), (REPLICATION_TABLES, 14)):
        url = server.url(server.database(tables, version))
        ends(1, "qserv-replica-registry", f"--config={url}", "--schema-upgrade-wait=0", seconds=3, says="ERROR")


def check_schema_newer(server):
    """schema newer: 1 at once"""
    url = server.url(server.database(REPLICATION_TABLES, 16))
    for name in REPLICA_PROGRAMS:
        ends(1, name, f"--config={url}", seconds=3, says="newer")


def check_schema_timeout(server):
    """schema that stays absent: 1 at the next multiple of 5 s above the timeout"""
    url = server.url(server.database("", None))
    started = time.monotonic()
    ends(1, "qserv-replica-registry", f"--config={url}", "--schema-upgrade-wait-timeout=3", says="WARN")
    assert 4.9 < time.monotonic() - started < 7


def check_schema_arrives(server):
    """schema older: a warning and no port; after its upgrade the port opens within 5 s"""
    database = server.database(REPLICATION_TABLES, 14)
    port = next(_ports)
    with Program("qserv-replica-registry", *replica_arguments(server.url(database), port)) as program:
        until(lambda: "WARN" in program.output())
        assert not is_open(port)
        server.admin("UPDATE QMetadata SET value = '15'", database=database)
        until(lambda: is_open(port), 6)


def check_registry(server):
    """registry: /meta/version, /services, refusals with status 200, 404, an ERROR line for a bare connect"""
    port = next(_ports)
    with Program("qserv-replica-registry", *replica_arguments(server.url(server.database(REPLICATION_TABLES, 15)), port)) as program:
        until(lambda: is_open(port))
        until(lambda: "header read failed: End of file" in program.output())
        version = get(port, "/meta/version")
        equal((version["kind"], version["version"], version["success"]), ("replication-registry", 55, 1))
        equal(get(port, "/services")["success"], 0)
        equal(get(port, "/services?instance_id=other")["success"], 0)
        equal(get(port, "/services?instance_id=check&version=56")["error_ext"], {"min_version": 52, "max_version": 55})
        empty = get(port, "/services?instance_id=check&version=55")
        equal(empty["services"], {"workers": {}, "czars": {}, "controllers": {}})
        body = {"instance_id": "check", "worker": {"name": "w", "host-name": "localhost", "svc-port": 1}}
        equal(call("POST", "127.0.0.1", port, "/worker", body)["success"], 0)
        equal(call("POST", "127.0.0.1", port, "/worker", body | {"auth_key": "wrong"})["success"], 0)
        equal(call("POST", "127.0.0.1", port, "/worker", body | {"auth_key": CANARY})["success"], 1)
        entry = get(port, "/services?instance_id=check")["services"]["workers"]["w"]["replication"]
        equal((entry["host-addr"], entry["host-name"], entry["svc-port"]), ("127.0.0.1", "localhost", 1))
        equal(call("DELETE", "127.0.0.1", port, "/worker/w", {"instance_id": "check", "auth_key": CANARY})["success"], 1)
        equal(get(port, "/services?instance_id=check")["services"]["workers"], {})
        with socket.create_connection(("127.0.0.1", port)) as client:
            client.sendall(b"GET /nonsense HTTP/1.1\r\n\r\n")
            contains(client.recv(100), b"404")
        ends(1, "qserv-replica-registry", *replica_arguments(server.url("check1"), port), says="Address already in use")


def check_signals(server):
    """no handlers: nothing ignored, blocked or caught by the program; TERM, INT and HUP kill"""
    url = server.url(server.database(REPLICATION_TABLES, 15))
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        port = next(_ports)
        with Program("qserv-replica-registry", *replica_arguments(url, port)) as program:
            until(lambda: is_open(port))
            with open(f"/proc/{program.process.pid}/status", encoding="ascii") as status:
                masks = dict(line.split() for line in status if line.startswith("Sig") and "/" not in line)
            equal((int(masks["SigBlk:"], 16), int(masks["SigIgn:"], 16)), (0, 0))
            # Signal 33 of the C library, for set*id in threads, may be caught in any program with threads.
            equal(int(masks["SigCgt:"], 16) & ~(3 << 31), 0)
            program.process.send_signal(number)
            equal(program.code(), -number)


def check_controller(server):
    """controller: registers, answers, serves pages; directory or pages or port wrong: 1, -6, -6"""
    database = server.database(REPLICATION_TABLES, 15)
    registry, port = next(_ports), next(_ports)
    directory = os.path.join(WORK, "www")
    os.makedirs(directory, exist_ok=True)
    with open(os.path.join(directory, "index.html"), "w", encoding="utf-8") as page:
        page.write("page")
    arguments = [*replica_arguments(server.url(database), port, f"--registry-port={registry}", f"--http-root={directory}")]
    name = "qserv-replica-master-http"
    with Program(name, *arguments) as controller:
        until(lambda: is_open(port))
        version = get(port, "/meta/version")
        equal((version["kind"], version["database_schema_version"]), ("replication-controller", 15))
        equal(len(get(port, "/replication/controller")["controllers"]), 1)
        with socket.create_connection(("127.0.0.1", port)) as client:
            client.sendall(b"GET / HTTP/1.0\r\n\r\n")
            contains(client.recv(1000), b"page")
        with Program("qserv-replica-registry", *replica_arguments(server.url(database), registry)):
            until(lambda: is_open(registry))
            until(lambda: "master" in get(registry, "/services?instance_id=check")["services"]["controllers"])
        ends(-6, name, *arguments)
        assert CANARY not in controller.output(), "the output shows a password"
    ends(-6, name, *arguments, "--http-root=/nonsense")
    ends(1, name, *arguments, "--do-not-create-folders", f"--database-qserv-master-tmp-dir={WORK}/absent")
    ends(1, name, *arguments, "--database-qserv-master-tmp-dir=/proc/absent", says="can't be created")
    ends(1, name, *arguments, "--database-qserv-master-tmp-dir=relative")


def check_worker(server):
    """replica worker: identity, ports, registration; no Id, no table: 1; ports taken: 1, -6, -6, shared"""
    database = server.database(REPLICATION_TABLES, 15)
    port, registry = next(_ports), next(_ports)
    worker_url = server.url("ignored")
    arguments = replica_arguments(server.url(database), port, f"--registry-port={registry}", f"--qserv-worker-db={worker_url}")
    name = "qserv-replica-worker"
    ends(1, name, *arguments)
    server.admin("CREATE DATABASE qservw_worker", "CREATE TABLE qservw_worker.Id (id VARCHAR(64), type CHAR(8))")
    ends(1, name, *arguments, says="result set is empty")
    server.admin("INSERT INTO qservw_worker.Id VALUES ('w-1', 'UUID')")
    with Program("qserv-replica-registry", *replica_arguments(server.url(database), registry)), Program(name, *arguments) as worker:
        until(lambda: "is listening" in worker.output())
        equal((get(port, "/meta/version")["kind"], get(port, "/meta/version")["id"]), ("replication-worker-ingest", "w-1"))
        exporter = _port_of(arguments, "exporter")
        equal(get(exporter, "/meta/version")["kind"], "replication-worker-exporter")
        until(lambda: is_open(registry))
        until(lambda: "w-1" in get(registry, "/services?instance_id=check")["services"]["workers"])
        assert CANARY not in worker.output(), "the output shows a password"
        ends(1, name, *arguments)
        for taken in ("fs", "loader"):
            # The last value of an option wins: all ports are free except this one.
            ends(-6, name, *_with_free_ports(arguments), f"--worker-{taken}-port={_port_of(arguments, taken)}")
        with Program(name, *_with_free_ports(arguments), f"--worker-exporter-port={exporter}") as second:
            until(lambda: "is listening" in second.output())


def check_wrong_key(server):
    """worker and controller with a wrong key continue, with a WARN each time"""
    database = server.database(REPLICATION_TABLES, 15)
    registry = next(_ports)
    arguments = replica_arguments(
        server.url(database), next(_ports), f"--registry-port={registry}", "--auth-key=wrong", "--registry-heartbeat-ival-sec=1")
    with Program("qserv-replica-registry", *replica_arguments(server.url(database), registry)):
        until(lambda: is_open(registry))
        with Program("qserv-replica-master-http", *arguments) as controller:
            until(lambda: controller.output().count("refused") > 1)


def _port_of(arguments, name):
    return int(next(a.partition("=")[2] for a in arguments if a.startswith(f"--worker-{name}-port=")))


def _with_free_ports(arguments):
    return [*arguments, *(f"--worker-{name}-port={next(_ports)}" for name in ("svc", "fs", "loader", "http-loader", "exporter"))]


# --- the czar -------------------------------------------------------------------------------------------------------------------

class CzarFiles:
    """A czar's configuration for one check; `certificates` is set once."""

    certificates = ()

    def __init__(self, server, version="17", registry=1, css_version=None, **replication):
        self.database = server.database(CZAR_TABLES, version)
        if css_version:
            server.admin(f"INSERT INTO kvData (kvKey, kvVal) VALUES ('/css_meta/version', '{css_version}')", database=self.database)
        self.port, self.management = next(_ports), next(_ports)
        directory = os.path.join(WORK, self.database)
        os.makedirs(directory)
        with open(os.path.join(directory, "pw"), "w", encoding="utf-8") as file:
            file.write(CANARY + "\n")
        self.path = os.path.join(directory, "qserv-czar.cnf")
        account = f"port={server.port}\n{{}}=qserv\n{{}}=file:pw\n"
        settings = {"instance_id": "check", "auth_key": CANARY, "registry_host": "127.0.0.1", "registry_port": registry,
                    "http_port": self.management} | replication
        with open(self.path, "w", encoding="utf-8") as file:
            file.write("# made by the check\n[css]\nhostname=127.0.0.1\n" + account.format("username", "password"))
            file.write(f"database={self.database}\n[qmeta]\nhost=127.0.0.1\n" + account.format("user", "passwd"))
            file.write(f"db={self.database}\ninProgressCleanupIvalSec=1\n[replication]\n")
            file.writelines(f"{key}={value}\n" for key, value in settings.items())

    def arguments(self, *more):
        return [
            "--config", self.path, "--port", str(self.port), f"--ssl-cert-file={self.certificates[0]}",
            "--ssl-private-key-file", self.certificates[1], *more]


LOG = {"LSST_LOG_CONFIG": ""}


def check_czar_command_line(server):
    """czar: --help 0; unknown, twice, ambiguous, without a value, no number, user without password: -6"""
    name = "qserv-czar-http"
    ends(0, name, "--help", says="--czar-name")
    ends(0, name, "-h")
    for wrong in (["--nonsense"], ["--port", "1", "--port=2"], ["--co", "1"], ["--port"], ["--port", "x"], ["--port=70000"],
                  ["--user", "u"], ["--password", "--verbose"], ["--verbose=1"]):
        ends(-6, name, *wrong)


def check_czar_start_problems(server):
    """czar: no file, no server, wrong version of QMeta or css, no LSST_LOG_CONFIG: 1 at once"""
    name = "qserv-czar-http"
    ends(1, name, "--config", "/nonsense", says="[CZAR-HTTP-FRONTEND] The application failed", environment=LOG)
    for files in (CzarFiles(server, "16"), CzarFiles(server, "18"), CzarFiles(server, None), CzarFiles(server, css_version=2),
                  CzarFiles(server, registry_host="")):
        ends(1, name, *files.arguments(), seconds=3, says="The application failed", environment=LOG)
    ends(1, name, *CzarFiles(server).arguments(), says="construction from null")
    absent = CzarFiles(server)
    server.admin("DROP TABLE QProgress", database=absent.database)
    ends(1, name, *absent.arguments(), says="QProgress", environment=LOG)


def check_czar(server):
    """czar: HTTPS with and without authentication, management, a query, SIGSEGV on SELECT 1, shared port, no password shown"""
    files = CzarFiles(server)
    arguments = files.arguments("--user", "u", "--pass", CANARY, "--verbose")
    with Program("qserv-czar-http", *arguments, environment=LOG) as czar, \
            Program("qserv-czar-http", *files.arguments("--czar-name=two", "--config"), environment=LOG) as wrong:
        equal(wrong.code(), -6)
        until(lambda: answers_https(files.port))
        equal(https(files.port, "/meta/version")["kind"], "qserv-czar-query-frontend")
        equal(get(files.management, "/meta/version")["kind"], "qserv-czar-manager")
        equal(get(files.management, "/status")["success"], 0)
        equal(get(files.management, "/status?instance_id=check&czar=http")["success"], 1)
        body = json.dumps({"query": f"SELECT czar FROM {files.database}.QCzar"})
        equal(https(files.port, "/query", "POST", body)["success"], 0)
        password = "Authorization: Basic " + base64.b64encode(f"u:{CANARY}".encode()).decode() + "\r\n"
        equal(https(files.port, "/query", "POST", body, password)["rows"], [["http"]])
        second = CzarFiles(server)
        second.port = files.port
        with Program("qserv-czar-http", *second.arguments(), environment=LOG) as other:
            until(lambda: "is listening" in other.output())
        assert CANARY not in czar.output(), "the output shows a password"
        try:
            https(files.port, "/query", "POST", '{"query": "SELECT 1"}', password)
        except (OSError, ValueError):
            pass
        equal(czar.code(), -11)


def check_czar_hangs(server):
    """czar: HTTPS port taken or no certificate: hangs with its management port answering; management port taken: hangs"""
    files, bare, managed = CzarFiles(server), CzarFiles(server), CzarFiles(server)
    with blocked(files.port), Program("qserv-czar-http", *files.arguments(), environment=LOG) as czar:
        until(lambda: is_open(files.management))
        equal(czar.code(1), "runs")
        assert not answers_https(files.port)
    with Program("qserv-czar-http", "--config", bare.path, "--port", str(bare.port), environment=LOG) as czar:
        until(lambda: is_open(bare.management))
        equal(czar.code(0.5), "runs")
    with blocked(managed.management), Program("qserv-czar-http", *managed.arguments(), environment=LOG) as czar:
        equal(czar.code(1), "runs")
        assert not is_open(managed.port)


def check_czar_refused(server):
    """czar: registers each second; a registry that refuses it aborts it, one that is absent does not"""
    port = next(_ports)
    replication = server.url(server.database(REPLICATION_TABLES, 15))
    files, wrong = CzarFiles(server, registry=port), CzarFiles(server, registry=port, auth_key="wrong")
    with Program("qserv-czar-http", *files.arguments(), environment=LOG), \
            Program("qserv-czar-http", *wrong.arguments(), environment=LOG) as refused:
        until(lambda: answers_https(wrong.port))
        equal(refused.code(0), "runs")
        with Program("qserv-replica-registry", *replica_arguments(replication, port)):
            equal(refused.code(), -6)
            until(lambda: "http" in get(port, "/services?instance_id=check")["services"]["czars"])


# --- the worker of release line http --------------------------------------------------------------------------------------------

WORKER_HTTP = os.path.join(HERE, "http", "bin", "qserv-worker-http")
WORKER_TABLES = ("CREATE DATABASE qservw_worker", "CREATE TABLE qservw_worker.Dbs (db CHAR(200))",
                 "CREATE TABLE qservw_worker.Id (id CHAR(36))", "INSERT INTO qservw_worker.Id VALUES ('w1')")


def worker_file(server, registry=1, **changes):
    """Writes a configuration; a change to None omits the key. Returns the path and the management port."""
    port = next(_ports)
    sections = {
        "mysql": {"hostname": "127.0.0.1", "port": server.port, "username": "qserv", "password": CANARY},
        "sqlconnections": {"maxsqlconn": 980, "reservedinteractivesqlconn": 930},
        "results": {"dirname": os.path.join(WORK, f"results-{port}")},
        "replication": {"instance_id": "check", "auth_key": CANARY, "registry_host": "127.0.0.1", "registry_port": registry,
                        "http_port": port}}
    for name, value in changes.items():
        section, _, key = name.partition("__")
        sections[section][key] = value
    path = os.path.join(WORK, f"worker-{port}.cfg")
    with open(path, "w", encoding="utf-8") as file:
        for section, keys in sections.items():
            lines = [f"{key} = {value}" for key, value in keys.items() if value is not None]
            file.write(f"[{section}]\n" + "\n".join(lines) + "\n")
    return path, port


def check_worker_http(server):
    """worker-http: waits for its schema; registers both ports; hangs on bad limits, no server, a taken port; one per database"""
    registry = next(_ports)
    path, port = worker_file(server, registry)
    for wrong in ({"mysql__password": None}, {"replication__http_port": None}, {"replication__registry_port": 0}):
        ends(1, WORKER_HTTP, "--config", worker_file(server, **wrong)[0], environment=LOG)
    ends(-11, WORKER_HTTP, "--config", path)
    ends(-6, WORKER_HTTP, "--nonsense", environment=LOG)
    for hanging in ({"sqlconnections__reservedinteractivesqlconn": 490}, {"mysql__port": next(_ports)}):
        hung, closed = worker_file(server, **hanging)
        with Program(WORKER_HTTP, "-c", hung, environment=LOG) as worker:
            until(lambda: "The application failed" in worker.output())
            equal(worker.code(0.5), "runs")
            assert not is_open(closed)
    results = os.path.join(WORK, f"results-{port}")
    os.makedirs(results)
    open(os.path.join(results, "old"), "w", encoding="utf-8").close()
    server.admin("DROP DATABASE IF EXISTS qservw_worker")
    with Program("qserv-replica-registry", *replica_arguments(server.url(server.database(REPLICATION_TABLES, 15)), registry)), \
            Program(WORKER_HTTP, "-c", path, environment=LOG) as first:
        until(lambda: "cannot read the databases" in first.output())
        assert not is_open(port)
        server.admin(*WORKER_TABLES)
        until(lambda: is_open(port))
        equal(get(port, "/meta/version")["kind"], "qserv-worker-manager")
        equal(os.listdir(results), [])
        equal(get(port, "/status?instance_id=check")["success"], 0)
        equal(get(port, "/mysql?instance_id=check&worker=w1")["success"], 1)
        until(lambda: "w1" in get(registry, "/services?instance_id=check")["services"]["workers"])
        entry = get(registry, "/services?instance_id=check")["services"]["workers"]["w1"]["qserv"]
        equal(entry["management-port"], port)
        assert is_open(entry["data-port"])
        with Program(WORKER_HTTP, "-c", path, environment=LOG) as taken:
            until(lambda: "already in use" in taken.output())
            equal(taken.code(0.5), "runs")
        with Program(WORKER_HTTP, "-c", worker_file(server)[0], environment=LOG):
            equal(first.code(), 1)


# --- the proxy ------------------------------------------------------------------------------------------------------------------

def proxy_file(mode=0o600, **settings):
    path = os.path.join(WORK, f"my-proxy-{next(_database_names)}.cnf")
    with open(path, "w", encoding="utf-8") as file:
        file.write("[mysql-proxy]\n" + "".join(f"{key.replace('_', '-')}={value}\n" for key, value in settings.items()))
    os.chmod(path, mode)
    return f"--defaults-file={path}"


def check_proxy(server):
    """proxy: forwards to the first backend that answers; all down: error 1105; wrong options, file, level, port: 1"""
    port, down = next(_ports), next(_ports)
    backends = f"127.0.0.1:{next(_ports)},127.0.0.1:{server.port}"
    file = proxy_file(proxy_address=f":{port}", proxy_backend_addresses=backends, log_level="message", proxy_connect_timeout=30)
    with Program("mysql-proxy", file), Program("mysql-proxy", proxy_file(proxy_address=f":{down}", proxy_backend_addresses=backends[:15])):
        until(lambda: is_open(port) and is_open(down))
        with mysql.Connection(mysql.Address("127.0.0.1", port, "qserv", CANARY, "")) as connection:
            equal(connection.value("SELECT 7"), 7)
        try:
            mysql.Connection(mysql.Address("127.0.0.1", down, "qserv", CANARY, ""))
            raise AssertionError("connected without a backend")
        except mysql.Refused as refusal:
            contains(str(refusal), "all backends are down")
        ends(1, "mysql-proxy", file, says="failed: Address already in use")
    for wrong in (["--nonsense"], ["word"], ["--defaults-file=/nonsense"], [proxy_file(mode=0o644)],
                  [proxy_file(log_level="loud")], [proxy_file(proxy_address="nonsense")], ["--proxy-lua-script=/nonsense"]):
        ends(1, "mysql-proxy", *wrong)


# --- before the server runs, and after it stopped ------------------------------------------------------------------------------

def check_waits_for_server(server):
    """no server yet: silent, no port; it comes up within seconds of the server"""
    port = next(_ports)
    with Program("qserv-replica-registry", *replica_arguments(server.url("early"), port)) as program:
        equal(program.code(1.5), "runs")
        equal(program.output(), "")
        assert not is_open(port)
        server.start()
        server.admin("CREATE USER qserv@'%' IDENTIFIED BY '" + CANARY + "'", "GRANT ALL ON *.* TO qserv@'%'",
                     "CREATE USER stranger@'%' IDENTIFIED BY '" + CANARY + "'", "DROP USER IF EXISTS ''@'localhost'")
        # Until the accounts and the database exist, it may also have exited: that is the contract.
        equal(program.code(3), 1)


def check_server_lost(server):
    """server lost: registry and controller stay and answer, the controller's database requests block; the czar aborts"""
    database, registry, port = server.database(REPLICATION_TABLES, 15), next(_ports), next(_ports)
    files = CzarFiles(server, registry=registry)
    url = server.url(database)
    with Program("qserv-replica-registry", *replica_arguments(url, registry)) as first, \
            Program("qserv-replica-master-http", *replica_arguments(url, port, f"--registry-port={registry}")) as second, \
            Program("qserv-czar-http", *files.arguments(), environment=LOG) as czar:
        until(lambda: is_open(registry) and is_open(port) and answers_https(files.port))
        server.stop()
        equal(czar.code(), -6)
        equal((first.code(0), second.code(0)), ("runs", "runs"))
        equal((get(registry, "/meta/version")["success"], get(port, "/meta/version")["success"]), (1, 1))
        with concurrent.futures.ThreadPoolExecutor(1) as pool:
            reply = pool.submit(get, port, "/replication/controller")
            concurrent.futures.wait([reply], 2)
            assert not reply.done(), "the request did not block"
            server.start()
            equal(reply.result()["success"], 1)


def main():
    server = Server()
    CzarFiles.certificates = certificate()
    checks = [value for name, value in globals().items() if name.startswith("check_")]
    failures = run(check_waits_for_server, server)
    # Most of the time is spent waiting, so several run concurrently.
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        alone = (check_waits_for_server, check_worker_http, check_server_lost)  # the second uses a database of a fixed name
        together = [c for c in checks if c not in alone]
        failures += sum(pool.map(lambda check: run(check, server), together))
    failures += run(check_worker_http, server) + run(check_server_lost, server)
    server.stop()
    shutil.rmtree(WORK, ignore_errors=True)
    return 1 if failures else 0


def run(check, server):
    started = time.monotonic()
    try:
        check(server)
        outcome = "ok    "
    except Exception as failure:
        outcome = f"FAILED {type(failure).__name__} (line {failure.__traceback__.tb_next.tb_lineno}): {failure}"
    print(f"{outcome} {time.monotonic() - started:5.1f} s  {check.__doc__}", flush=True)
    return 0 if outcome.startswith("ok") else 1


if __name__ == "__main__":
    sys.exit(main())
