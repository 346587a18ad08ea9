"""Accesses the czar's databases: checks at startup, registration, clean-up and queries. Nothing is retried."""

from . import mysql

_CSS_VERSION_KEY = "/css_meta/version"
_CSS_VERSION = "1"
_QMETA_VERSION = "17"
_QMETA_TABLES = ("QCzar", "QInfo", "QTable", "QMetadata", "QProgress")


def check_css(address):
    with mysql.Connection(address) as connection:
        version = connection.value("SELECT kvVal FROM kvData WHERE kvKey = %s", _CSS_VERSION_KEY)
        if version is None:
            connection.rows("INSERT IGNORE INTO kvData (kvKey, kvVal) VALUES ('/css_meta', '')")
            parent = connection.value("SELECT kvId FROM kvData WHERE kvKey = '/css_meta'")
            connection.rows(
                "INSERT INTO kvData (kvKey, kvVal, parentKvId) VALUES (%s, %s, %s)", _CSS_VERSION_KEY, _CSS_VERSION, parent)
        elif version != _CSS_VERSION:
            raise mysql.Refused(f"CSS version mismatch: expected {_CSS_VERSION}, found {version}")


def check_qmeta(address):
    with mysql.Connection(address) as connection:
        tables = {name for (name,) in connection.rows("SHOW TABLES")}
        for table in _QMETA_TABLES:
            if table not in tables:
                raise mysql.Refused(f"QMeta: table {table} doesn't exist")
        version = connection.value("SELECT value FROM QMetadata WHERE metakey = 'version'")
        if version != _QMETA_VERSION:
            raise mysql.Refused(f"QMeta version mismatch: expected {_QMETA_VERSION}, found {version}")


def register_czar(address, name):
    """Returns the czar's ID; marks queries that an earlier run left executing as aborted."""
    with mysql.Connection(address) as connection:
        if connection.value("SELECT czarId FROM QCzar WHERE czar = %s", name) is None:
            connection.rows("INSERT INTO QCzar (czar, active) VALUES (%s, b'1')", name)
        number = connection.value("SELECT czarId FROM QCzar WHERE czar = %s", name)
        connection.rows("UPDATE QInfo SET status = 'ABORTED' WHERE status = 'EXECUTING' AND czarId = %s", number)
        return number


def clean_up(address):
    """Reads QProgress, as the real clean-up does; deletes nothing."""
    with mysql.Connection(address) as connection:
        connection.rows("SELECT COUNT(*) FROM QProgress")


def query(address, sql):
    with mysql.Connection(address) as connection:
        rows = connection.rows(sql)
        return connection.columns, [[None if value is None else str(value) for value in row] for row in rows]
