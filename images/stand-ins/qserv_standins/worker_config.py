"""The INI file of qserv-worker-http: the keys that the stand-in uses, with the real defaults."""

import os

from . import ini, mysql

_REQUIRED = {
    "mysql": ("hostname", "username", "password"),
    "replication": ("registry_host", "registry_port", "http_port"),
}


class WorkerConfig:
    """The values of the file. The constructor raises ValueError or OSError for a file that the real program rejects."""

    def __init__(self, path):
        self._sections = ini.with_files(ini.read(path), os.path.dirname(os.path.abspath(path)))
        missing = [f"{section}.{key}" for section, keys in _REQUIRED.items() for key in keys
                   if key not in self._sections.get(section, {})]
        if missing:
            raise ValueError("worker config missing required value(s) " + ", ".join(missing))
        if self._text("mysql", "db", ""):
            raise ValueError("mysql.db must be empty")
        self.address = self._address()
        self.maximum = self._integer("sqlconnections", "maxsqlconn", 800)
        self.reserved = self._integer("sqlconnections", "reservedinteractivesqlconn", 50)
        self.results = self._text("results", "dirname", "/qserv/data/results")
        self.cleans_up = self._integer("results", "clean_up_on_start", 1) != 0
        self.keys = {key: self._text("replication", key, "") for key in ("instance_id", "auth_key")}
        self.registry = self._text("replication", "registry_host", ""), self._integer("replication", "registry_port", 0)
        self.heartbeat_seconds = self._integer("replication", "registry_heartbeat_ival_sec", 1)
        self.http_port = self._integer("replication", "http_port", 0)
        if not all(self.registry) or not self.heartbeat_seconds or not self._integer("replication", "num_http_threads", 20):
            raise ValueError("a value of the section replication is empty or 0")

    def _address(self):
        host, socket = self._text("mysql", "hostname", ""), self._text("mysql", "socket", "")
        port = self._integer("mysql", "port", 4048)
        if port == 0 and not socket:
            raise ValueError("mysql: neither port nor socket is set")
        # Like the client library: a socket is used only if the host is missing or local.
        return mysql.Address(
            host or "localhost", port, self._text("mysql", "username", ""), self._text("mysql", "password", ""), "",
            socket if host in ("", "localhost") else "")

    def _text(self, section, key, default):
        return self._sections.get(section, {}).get(key, default)

    def _integer(self, section, key, default):
        value = self._text(section, key, "")
        return int(value) if value else default
