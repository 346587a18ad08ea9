"""The czar's INI file: the keys that the stand-in uses, with the real defaults."""

import os

from . import ini, mysql

_INTEGERS_NOT_ZERO = ("registry_port", "registry_heartbeat_ival_sec", "num_http_threads")


class CzarConfig:
    """Raises ValueError or OSError if the real program fails to read the file."""

    def __init__(self, path):
        self._sections = ini.with_files(ini.read(path), os.path.dirname(os.path.abspath(path)))
        css = self._sections.get("css", {})
        if not css.get("port") and not css.get("socket"):
            raise ValueError("CSS: neither port nor socket is set")
        self.css = self._address("css", "hostname", "username", "password", "database", "qservCssData", "socket")
        self.qmeta = self._address("qmeta", "host", "user", "passwd", "db", "qservMeta", "unix_socket")
        self.clean_up_seconds = self._integer("qmeta", "inProgressCleanupIvalSec", 60)
        self.xrootd = self._text("frontend", "xrootd", "localhost:1094")
        self._read_replication()

    def _read_replication(self):
        self.keys = {key: self._text("replication", key, "") for key in ("instance_id", "auth_key")}
        self.registry_host = self._text("replication", "registry_host", "")
        self.registry_port = self._integer("replication", "registry_port", 0)
        self.registry_heartbeat_ival_sec = self._integer("replication", "registry_heartbeat_ival_sec", 1)
        self.num_http_threads = self._integer("replication", "num_http_threads", 2)
        self.http_port = self._integer("replication", "http_port", 0)
        if not self.registry_host:
            raise ValueError("replication.registry_host is empty")
        for name in _INTEGERS_NOT_ZERO:
            if getattr(self, name) == 0:
                raise ValueError(f"replication.{name} is 0")

    def _address(self, section, host, user, password, database, default_database, socket):
        name = self._text(section, host, "127.0.0.1" if section == "css" else "")
        path = self._text(section, socket, "")
        # Like the client library: a socket is used only if the host is missing or local.
        return mysql.Address(
            name or "localhost", self._integer(section, "port", 3306) or 3306, self._text(section, user, "qsmaster"),
            self._text(section, password, ""), self._text(section, database, default_database),
            path if name in ("", "localhost") else "")

    def _text(self, section, key, default):
        return self._sections.get(section, {}).get(key, default)

    def _integer(self, section, key, default):
        value = self._text(section, key, "")
        return int(value) if value else default
